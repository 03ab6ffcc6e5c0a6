package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.audit.place.FolderPlace;

/// `./yuanjian audit`, word for word.
class AuditCommandTest {
    @TempDir Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path second;
    private Path export;
    private Path key;

    @BeforeEach
    void names() throws Exception {
        second = Files.createDirectory(folder.resolve("second"));
        export = folder.resolve("export.ndjson");
        key = folder.resolve("ledger.pub");
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        return new AuditCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(words));
    }

    private int withData(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--yuanjian.data=" + folder.resolve("data"));
        all.add("--yuanjian.ledger.second-place=" + second);
        return run(all.toArray(String[]::new));
    }

    private void exportThrice() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(withData("export", "--out", export.toString())).isZero();
        }
        assertThat(withData("key")).isZero();
        Files.writeString(key, out.toString(StandardCharsets.UTF_8));
    }

    private int verify() {
        return run("verify", export.toString(), "--key", key.toString());
    }

    private int verifyWithHeads() {
        Path heads = second.resolve(FolderPlace.FILE);
        return run(
                "verify", export.toString(), "--key", key.toString(), "--head", heads.toString());
    }

    @Test
    void verify_export_isCompleteUpToItsHead() throws Exception {
        exportThrice();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(export)))
                .isEqualTo("rw-------");
        assertThat(verify()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("complete up to head 3 of time 20")
                .contains("records 0 to 2", "only with --head");
        assertThat(verifyWithHeads()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "the second place bears out all of this, and knows of no other and no later record");
    }

    @Test
    void verify_changedExport_namesTheRecord() throws Exception {
        exportThrice();
        String lines = Files.readString(export);
        Files.writeString(export, lines.replaceFirst("\"to\\\\\":\\\\\"", "$0x"));
        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("NOT GENUINE: the first wrong record is 0: changed record");
    }

    @Test
    void verify_olderExport_isCutAgainstTheSecondPlace() throws Exception {
        exportThrice();
        byte[] older = Files.readAllBytes(export);
        assertThat(withData("export", "--out", export.toString())).isZero();
        Files.write(export, older);
        assertThat(verify()).isZero();
        assertThat(verifyWithHeads()).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("NOT GENUINE: behind head 3: cut, the second place knows of 4 records");
    }

    @Test
    void deleteText_numbers_leavesAProof() throws Exception {
        exportThrice();
        assertThat(withData("delete-text", "0", "1")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("deleted; record 3 is the proof\n");
    }

    @Test
    void run_wrongWordsAndFiles_saysWhatIsWrong() throws Exception {
        assertThat(run("sell")).isEqualTo(2);
        assertThat(run("export")).isEqualTo(2);
        assertThat(run("verify", export.toString())).isEqualTo(2);
        assertThat(run("delete-text", "first")).isEqualTo(2);
        assertThat(run("export", "--out", export.toString(), "--from", "monday")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"monday\" is neither");
        assertThat(verify()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("export.ndjson: cannot be read");
        Files.writeString(export, "{}\n");
        Files.writeString(key, "no key");
        assertThat(verify()).isEqualTo(2);
    }
}

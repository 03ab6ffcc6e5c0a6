package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.audit.AuditKind;

/// Backups of a console at work, and the way back.
final class BackupTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path data;
    private Path file;
    private Path keys;

    @BeforeEach
    void places() {
        data = folder.resolve("data");
        file = folder.resolve("backup.zip");
        keys = folder.resolve("keys.zip");
    }

    private int run(String... words) {
        said.reset();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        List<String> all =
                Stream.concat(Stream.of(words), Stream.of("--yuanjian.data=" + data)).toList();
        return new BackupCommand(out, out).run(all);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static void add(RunningConsole console, String name) {
        console.bean(AccountStore.class)
                .add(
                        new AccountStore.Draft(name, name, AccountRole.INSPECTOR, "440000", ""),
                        "",
                        false);
    }

    private static boolean has(RunningConsole console, String name) {
        return console.bean(AccountStore.class).named(name).isPresent();
    }

    private RunningConsole console() {
        return new RunningConsole(data, "--yuanjian.demo=false");
    }

    /// With an account made before, and one after.
    private void backUp() {
        try (RunningConsole console = console()) {
            add(console, "before");
            assertThat(run("backup", file.toString(), "--keys", keys.toString()))
                    .as(said())
                    .isZero();
            add(console, "after");
        }
    }

    @Test
    void restore_backupMadeAtWork_bringsBackThatMomentAndSaysSo() throws Exception {
        backUp();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        assertThat(run("restore", file.toString())).as(said()).isZero();

        assertThat(said()).contains("Everything is as it was", "before-restore");
        try (RunningConsole console = console()) {
            assertThat(has(console, "before")).isTrue();
            assertThat(has(console, "after")).isFalse();
            assertThat(console.records(AuditKind.BACKUP)).hasSize(2);
        }
    }

    /// The second place keeps what was there before, and the ledger goes on beside it.
    @Test
    void restore_secondPlaceKnowsMore_keepsBothHistories() throws Exception {
        Path second = Files.createDirectory(folder.resolve("second"));
        String place = "--yuanjian.ledger.second-place=" + second;
        try (RunningConsole console = new RunningConsole(data, "--yuanjian.demo=false", place)) {
            console.records(AuditKind.BACKUP);
            assertThat(run("backup", file.toString())).as(said()).isZero();
            for (int i = 0; i < 40; i++) {
                console.records(AuditKind.BACKUP);
            }
        }
        Path before = second.resolve("ledger-heads.ndjson");
        String known = Files.readString(before);

        assertThat(run("restore", file.toString(), place)).as(said()).isZero();
        try (RunningConsole console = new RunningConsole(data, "--yuanjian.demo=false", place)) {
            console.records(AuditKind.BACKUP);
        }

        assertThat(Files.readString(before)).isEqualTo(known);
        assertThat(audit("export", "--out", folder.resolve("ledger").toString(), place)).isZero();
        assertThat(verify(second.resolve("ledger-heads-2.ndjson"))).as(said()).isZero();
        assertThat(said()).contains("bears out all of this");
        assertThat(verify(before)).isOne();
        assertThat(said()).contains("cut, the second place knows of");
    }

    private int audit(String... words) {
        said.reset();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        List<String> all =
                Stream.concat(Stream.of(words), Stream.of("--yuanjian.data=" + data)).toList();
        return new AuditCommand(out, out).run(all);
    }

    private int verify(Path heads) throws Exception {
        Path key = folder.resolve("ledger.pub");
        assertThat(audit("key")).isZero();
        Files.writeString(key, said());
        said.reset();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new AuditCommand(out, out)
                .run(
                        List.of(
                                "verify",
                                folder.resolve("ledger").toString(),
                                "--key",
                                key.toString(),
                                "--head",
                                heads.toString()));
    }

    @Test
    void restore_onAFreshMachine_needsTheKeys() {
        backUp();
        data = folder.resolve("elsewhere");

        assertThat(run("restore", file.toString())).isOne();
        assertThat(said()).contains("vault.key is not the one of the backup");
        assertThat(run("restore", file.toString(), "--keys", keys.toString())).as(said()).isZero();

        try (RunningConsole console = console()) {
            assertThat(has(console, "before")).isTrue();
        }
    }

    @Test
    void restore_gatewayAtWork_isRefused() {
        backUp();
        try (RunningConsole console = console()) {
            assertThat(run("restore", file.toString())).isOne();

            assertThat(said()).contains("others work with the database");
            assertThat(has(console, "after")).isTrue();
        }
    }

    /// As `./yuanjian vault rotate` does.
    private byte[] putFreshKeyFirst() throws Exception {
        Path vault = data.resolve("vault.key");
        String text = CredentialVault.freshKey("k2") + "\n" + Files.readString(vault);
        Files.writeString(vault, text);
        return Files.readAllBytes(vault);
    }

    @Test
    void restore_gatewayAtWorkWithNewerKeys_leavesThem() throws Exception {
        backUp();
        byte[] newer = putFreshKeyFirst();
        try (RunningConsole console = console()) {
            assertThat(run("restore", file.toString(), "--keys", keys.toString())).isOne();

            assertThat(has(console, "after")).isTrue();
        }
        assertThat(data.resolve("vault.key")).hasBinaryContent(newer);
    }

    @Test
    void restore_newerKeysAreThere_keepsThemAside() throws Exception {
        backUp();
        byte[] newer = putFreshKeyFirst();

        assertThat(run("restore", file.toString(), "--keys", keys.toString())).as(said()).isZero();

        assertThat(Files.readAllBytes(data.resolve("vault.key"))).isNotEqualTo(newer);
        Path aside = data.resolve("before-restore");
        assertThat(aside.resolve("vault.key")).hasBinaryContent(newer);
        assertThat(aside.resolve("ledger.key")).isNotEmptyFile();
        assertThat(aside.resolve("database")).isNotEmptyFile();
    }

    @Test
    void restore_databaseInItIsNone_leavesKeysAndFiles() throws Exception {
        backUp();
        Path bad = folder.resolve("bad.zip");
        forge(bad, "no database".getBytes(StandardCharsets.UTF_8));
        byte[] newer = putFreshKeyFirst();
        Set<String> names = names(data);
        names.add("before-restore");

        assertThat(run("restore", bad.toString(), "--keys", keys.toString())).isOne();

        assertThat(said()).contains("the copy is no database");
        assertThat(data.resolve("vault.key")).hasBinaryContent(newer);
        assertThat(names(data)).containsExactlyInAnyOrderElementsOf(names);
    }

    /// The backup with another database in it, and sums to match.
    private void forge(Path target, byte[] database) throws Exception {
        String was;
        String is = HexFormat.of().formatHex(sha256().digest(database));
        try (ZipFile from = new ZipFile(file.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
            was =
                    HexFormat.of()
                            .formatHex(
                                    sha256().digest(
                                                    from.getInputStream(from.getEntry("database"))
                                                            .readAllBytes()));
            for (ZipEntry entry : Collections.list(from.entries())) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                String text = new String(bytes, StandardCharsets.UTF_8);
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(
                        switch (entry.getName()) {
                            case "database" -> database;
                            case "backup.json" ->
                                    text.replace(was, is).getBytes(StandardCharsets.UTF_8);
                            default -> bytes;
                        });
            }
        }
    }

    private static MessageDigest sha256() throws Exception {
        return MessageDigest.getInstance("SHA-256");
    }

    private static Set<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void backup_oneBeforeWasKilled_leavesNothingButTheBackup() throws Exception {
        Path left = Files.createDirectory(folder.resolve(".yuanjian-backup"));
        Files.writeString(left.resolve("database"), "cut short");
        Files.writeString(left.resolve("archive"), "cut short");

        assertThat(run("backup", file.toString(), "--keys", keys.toString())).as(said()).isZero();

        assertThat(names(folder)).containsExactlyInAnyOrder("data", "backup.zip", "keys.zip");
    }

    @Test
    void backup_anotherIsWrittenThere_isRefusedAndLeavesThatOneAlone() throws Exception {
        Path other = Files.createDirectory(folder.resolve(".yuanjian-backup"));
        Files.writeString(other.resolve("database"), "under way");
        try (FileChannel lock =
                        FileChannel.open(
                                other.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = lock.lock()) {
            assertThat(run("backup", file.toString())).isOne();
        }
        assertThat(said()).contains("another backup is being written there");
        assertThat(other.resolve("database")).hasContent("under way");
        assertThat(file).doesNotExist();
    }

    @Test
    void restore_damagedBackup_isRefusedAndChangesNothing() throws Exception {
        backUp();
        byte[] bytes = Files.readAllBytes(file);
        for (int at : new int[] {bytes.length / 3, bytes.length / 2, bytes.length - 30}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x55;
            Path bad = folder.resolve("bad-" + at);
            Files.write(bad, damaged);
            assertThat(run("restore", bad.toString())).as("byte %d: %s", at, said()).isOne();
        }
        try (RunningConsole console = console()) {
            assertThat(has(console, "after")).isTrue();
        }
    }

    @Test
    void backup_fileIsThere_isRefused() throws Exception {
        Files.createFile(file);

        assertThat(run("backup", file.toString())).isEqualTo(2);
        assertThat(said()).contains("is there already");
        assertThat(run("backup")).isEqualTo(2);
        assertThat(run("restore", folder.resolve("none").toString())).isOne();
    }
}

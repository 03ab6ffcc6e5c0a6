package org.yuanjian.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.console.audit.export.ExportedRecord;
import org.yuanjian.console.audit.format.LedgerLeaf;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.Frontier;
import org.yuanjian.console.audit.merkle.TreeHash;

class LedgerKillTest {
    private static final int ROUNDS = 3;
    private static final int ACKNOWLEDGED = 2_500;

    @TempDir Path folder;

    @Test
    void kill_inTheMidst_losesNoAcknowledgedEvent() throws Exception {
        Path file = folder.resolve("ledger.db");
        Map<Long, String> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.putAll(writeAndKill(file));
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED);
        try (TestLedger test = new TestLedger(SqlSettings.sqlite(file)).started()) {
            test.ledger.append(TestLedger.event(1));
            List<ExportedRecord> records = test.store.records(0, 1_000_000);
            Map<Long, TreeHash> roots = new HashMap<>();
            Frontier frontier = new Frontier();
            for (ExportedRecord record : records) {
                assertThat(record.number()).isEqualTo(frontier.size());
                assertThat(LedgerLeaf.hash(record.leaf())).isEqualTo(record.hash());
                String object = LedgerLeaf.parse(record.leaf()).object();
                assertThat(acknowledged.getOrDefault(record.number(), object)).isEqualTo(object);
                frontier.add(record.hash());
                roots.put(frontier.size(), frontier.root());
            }
            assertThat(acknowledged.keySet()).allMatch(number -> number < frontier.size());
            for (TreeHead head : test.store.headsAfter(0, 1_000)) {
                assertThat(head.root()).isEqualTo(roots.get(head.size()));
            }
        }
    }

    /// What a process was told before it was killed.
    private Map<Long, String> writeAndKill(Path file) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LedgerWriterApplication.class.getName(),
                                file.toString())
                        .redirectError(folder.resolve("writer.log").toFile())
                        .start();
        Map<Long, String> told = new HashMap<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            @Nullable String line = out.readLine();
            while (line != null) {
                if (line.matches("\\d+ thread-\\d/\\d+")) {
                    told.put(
                            Long.valueOf(line.substring(0, line.indexOf(' '))),
                            line.substring(line.indexOf(' ') + 1));
                }
                if (told.size() == ACKNOWLEDGED) {
                    // Process.destroyForcibly would throw away what it has printed.
                    new ProcessBuilder("kill", "-9", Long.toString(process.pid())).start();
                }
                line = out.readLine();
            }
        }
        assertThat(process.waitFor()).as("killed").isEqualTo(137);
        return told;
    }
}

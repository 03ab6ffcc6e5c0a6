package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.LedgerRecord;

/// What is done at the machine itself stands in the ledger as what people do in their pages.
final class MachineRecordTest {
    private static final Path ROOT = Path.of(System.getProperty("yuanjian.root", ".."));
    private static final String LIST =
            """
            code,name
            44010301021326000001,门厅
            """;

    @TempDir Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    private RunningConsole console(String... more) {
        return new RunningConsole(folder.resolve("data"), more);
    }

    private List<String> words(String... words) {
        return Stream.concat(
                        Stream.of(words),
                        Stream.of(
                                "--yuanjian.data=" + folder.resolve("data"),
                                "--yuanjian.regions=" + ROOT.resolve("config/regions.csv")))
                .toList();
    }

    private int points(String... words) throws Exception {
        return PointsApplication.run(words(words), out, out);
    }

    private int vault(String verb) {
        return VaultApplication.run(words(verb), out, out);
    }

    private Path list() throws Exception {
        return Files.writeString(folder.resolve("list.csv"), LIST);
    }

    private static List<LedgerRecord> machine(RunningConsole console, AuditKind kind) {
        return console.records(kind).stream()
                .filter(record -> record.actor().equals("machine"))
                .toList();
    }

    @Test
    void start_listsAreNew_isOneRecord() {
        try (RunningConsole console = console()) {
            assertThat(machine(console, AuditKind.CONFIGURATION))
                    .singleElement()
                    .satisfies(record -> assertThat(record.object()).isEqualTo("start_lists"));
        }
    }

    @Test
    void start_listsAreAsBefore_isNoRecord() {
        console().close();
        try (RunningConsole console = console()) {
            assertThat(machine(console, AuditKind.CONFIGURATION)).hasSize(1);
        }
    }

    @Test
    void start_firstAccount_isRecordedByItsId() {
        try (RunningConsole console = console("--yuanjian.demo=false")) {
            String id = console.bean(AccountStore.class).named("admin").orElseThrow().id();

            assertThat(machine(console, AuditKind.ACCOUNT))
                    .singleElement()
                    .satisfies(record -> assertThat(record.object()).isEqualTo(id));
        }
    }

    @Test
    void start_demoAgain_recordsThePasswordsItSets() {
        console().close();
        try (RunningConsole console = console()) {
            assertThat(machine(console, AuditKind.ACCOUNT)).hasSize(5);
            assertThat(machine(console, AuditKind.PASSWORD)).hasSize(5);
        }
    }

    @Test
    void pointsImport_besideAConsole_isRecordedBeforeItIsDone() throws Exception {
        try (RunningConsole console = console()) {
            assertThat(points("import", list().toString(), "--dry-run")).isZero();
            assertThat(machine(console, AuditKind.POINT)).isEmpty();

            assertThat(points("import", list().toString()))
                    .as(said.toString(StandardCharsets.UTF_8))
                    .isZero();

            assertThat(machine(console, AuditKind.POINT))
                    .singleElement()
                    .satisfies(record ->
                            assertThat(record.facts())
                                    .containsEntry("change", "imported")
                                    .containsEntry("points", "1"));
        }
    }

    @Test
    void pointsExport_besideAConsole_isRecorded() throws Exception {
        try (RunningConsole console = console()) {
            assertThat(points("export", folder.resolve("out.csv").toString())).isZero();

            assertThat(machine(console, AuditKind.EXPORT)).hasSize(1);
        }
    }

    @Test
    void vaultRotate_besideAConsole_isRecorded() {
        try (RunningConsole console = console()) {
            assertThat(vault("rotate")).isZero();
            assertThat(vault("rewrap")).isZero();

            assertThat(machine(console, AuditKind.CONFIGURATION))
                    .filteredOn(record -> record.object().equals("vault"))
                    .extracting(record -> record.facts().get("change"))
                    .containsExactly("rewrapped", "rotated");
        }
    }

    /// As where the disk is full: nothing more goes into it.
    private void closeLedger() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("data/records.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TRIGGER closed BEFORE INSERT ON ledger_leaf
                    BEGIN SELECT RAISE(ABORT, 'closed'); END
                    """);
        }
    }

    @Test
    void commands_ledgerIsClosed_areRefusedAndChangeNothing() throws Exception {
        console().close();
        closeLedger();
        byte[] keys = Files.readAllBytes(folder.resolve("data/vault.key"));

        assertThat(vault("rotate")).isOne();
        assertThat(points("import", list().toString())).isOne();
        assertThat(points("export", folder.resolve("out.csv").toString())).isOne();

        assertThat(folder.resolve("data/vault.key")).hasBinaryContent(keys);
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }
}

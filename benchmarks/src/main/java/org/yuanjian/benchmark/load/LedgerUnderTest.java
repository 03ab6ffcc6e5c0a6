package org.yuanjian.benchmark.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.audit.LedgerStore;
import org.yuanjian.console.audit.export.ExportException;
import org.yuanjian.console.audit.export.ExportVerifier;
import org.yuanjian.console.audit.export.ExportWriter;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.format.LedgerPublicKeys;
import org.yuanjian.console.audit.format.TreeHead;

/// The ledger as the gateway has it, on SQLite in a folder of its own.
public final class LedgerUnderTest implements AutoCloseable {
    private static final int ON_THE_WAY = 5_000;
    private static final int PAGE = 1_000;
    private static final SqlSchema SCHEMA =
            new SqlSchema(
                    "console_schema_history",
                    "org/yuanjian/console/migration",
                    LedgerStore.APPEND_ONLY);

    private final Path folder;
    private final SqlStore sql;
    private final LedgerStore store;
    private final LedgerKey key;
    private final Ledger ledger;

    private LedgerUnderTest(Path folder, LedgerKey key) {
        this.folder = folder;
        this.key = key;
        this.sql = SqlStore.open(SqlSettings.sqlite(folder.resolve("records.db")), SCHEMA);
        this.store = new LedgerStore(sql);
        this.ledger =
                Ledger.of(store, key, "bench", new Ledger.Around(Clock.systemUTC(), () -> {}));
        ledger.start();
    }

    public static LedgerUnderTest start(Path folder) throws IOException {
        try {
            return new LedgerUnderTest(folder, LedgerKey.parse(LedgerKey.fresh()));
        } catch (FormatException e) {
            throw new IOException(e);
        }
    }

    public Ledger ledger() {
        return ledger;
    }

    /// Brings events until there are so many, without waiting for each.
    public void fill(long size) throws IOException, InterruptedException {
        Semaphore room = new Semaphore(ON_THE_WAY);
        AtomicLong failed = new AtomicLong();
        for (long i = ledger.size(); i < size; i++) {
            room.acquire();
            ledger.submit(LedgerWriters.event(i))
                    .whenComplete((_, problem) -> {
                        failed.addAndGet(problem == null ? 0 : 1);
                        room.release();
                    });
        }
        room.acquire(ON_THE_WAY);
        if (failed.get() > 0) {
            throw new IOException(failed + " events were not taken down");
        }
    }

    /// Exports all there is, with one event that says so.
    public Path export(AuditEvent event) throws IOException {
        TreeHead head = ledger.appendSealed(event);
        Path file = folder.resolve("export.ndjson");
        try (Writer out = Files.newBufferedWriter(file)) {
            new ExportWriter(store).write(new ExportWriter.Range(0, head.size(), head), out);
        }
        return file;
    }

    /// All heads, as the second place has them.
    public Path heads() throws IOException {
        Path file = folder.resolve("heads.ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            List<TreeHead> some = store.headsAfter(0, PAGE);
            while (!some.isEmpty()) {
                for (TreeHead head : some) {
                    out.write(head.line() + "\n");
                }
                some = store.headsAfter(some.getLast().size(), PAGE);
            }
        }
        return file;
    }

    /// Checks an export against heads, as `./yuanjian audit verify` does.
    ///
    /// @return records it holds
    public long verify(Path export, Path heads) throws IOException {
        try (InputStream in = Files.newInputStream(export);
                InputStream second = Files.newInputStream(heads)) {
            LedgerPublicKeys keys = LedgerPublicKeys.parse(key.publicPem());
            return new ExportVerifier(keys).verify(in, second).to();
        } catch (FormatException | ExportException e) {
            throw new IOException("the export does not hold: " + e.getMessage(), e);
        }
    }

    /// What the database takes on the disk, of which nothing is written ahead once it is closed.
    public long databaseBytes() throws IOException {
        return Files.size(folder.resolve("records.db"));
    }

    @Override
    public void close() {
        ledger.close();
        sql.close();
    }
}

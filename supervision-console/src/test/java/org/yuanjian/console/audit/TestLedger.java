package org.yuanjian.console.audit;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.audit.export.ExportWriter;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.format.LedgerPublicKeys;

/// A ledger with its database, as one process has it.
final class TestLedger implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-26T00:00:00Z");
    static final Actor ACTOR = new Actor("a-17", "王督察", "10.1.2.3");
    static final Ledger.Settings QUICK =
            new Ledger.Settings(
                    1_000, 100, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ZERO);
    static final LedgerKey KEY;
    static final LedgerPublicKeys PUBLIC;
    private static final SqlSchema SCHEMA =
            new SqlSchema(
                    "console_schema_history",
                    "org/yuanjian/console/migration",
                    LedgerStore.APPEND_ONLY);

    static {
        try {
            KEY = LedgerKey.parse(LedgerKey.fresh());
            PUBLIC = LedgerPublicKeys.parse(KEY.publicPem());
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    final AtomicReference<Instant> now = new AtomicReference<>(START);
    final InstantSource clock = now::get;
    final SqlStore sql;
    final LedgerStore store;
    final LedgerSearchStore search;
    final Ledger ledger;
    final LedgerExports exports;

    TestLedger(SqlSettings settings) {
        this(settings, QUICK, () -> {});
    }

    TestLedger(SqlSettings settings, Ledger.Settings waiting, Runnable onHead) {
        this.sql = open(settings);
        this.store = new LedgerStore(sql);
        this.search = new LedgerSearchStore(sql, store);
        LedgerAppender appender = new LedgerAppender(store, KEY, "node-1", clock);
        this.ledger = new Ledger(store, appender, waiting, new Ledger.Around(clock, onHead));
        this.exports = new LedgerExports(ledger, store, search);
    }

    static SqlStore open(SqlSettings settings) {
        return SqlStore.open(settings, SCHEMA);
    }

    TestLedger started() {
        ledger.start();
        return this;
    }

    static AuditEvent event(int i) {
        return AuditEvent.done(AuditKind.SNAPSHOT, ACTOR, "point-" + i % 7)
                .because("routine_tour", i % 3 == 0 ? "看一下 \"" + i + "\"\n" : "")
                .with("stream", i % 2 == 0 ? "main" : "sub");
    }

    /// Takes down so many events and waits for the last.
    void fill(int from, int to) {
        for (int i = from; i < to; i++) {
            now.updateAndGet(time -> time.plusMillis(5));
            var done = ledger.submit(event(i));
            if (i % 500 == 499 || i == to - 1) {
                done.join();
            }
        }
    }

    String export(Instant from, Instant to) throws Exception {
        ExportWriter.Range range = exports.prepare(from, to, ACTOR);
        StringWriter out = new StringWriter();
        exports.write(range, out);
        return out.toString();
    }

    String export() throws Exception {
        return export(Instant.EPOCH, Instant.MAX);
    }

    /// All heads so far, as a second place has them.
    String heads() {
        StringBuilder lines = new StringBuilder();
        store.headsAfter(0, Integer.MAX_VALUE)
                .forEach(head -> lines.append(head.line()).append('\n'));
        return lines.toString();
    }

    List<LedgerRecord> all() {
        return search.find(LedgerSearchStore.Question.ALL, 10_000);
    }

    void sql(String text) {
        sql.write(db -> db.sql(text).update());
    }

    @Override
    public void close() {
        ledger.close();
        sql.close();
    }
}

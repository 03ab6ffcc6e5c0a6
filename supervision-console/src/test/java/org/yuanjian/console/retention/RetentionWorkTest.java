package org.yuanjian.console.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.MemoryTrail;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RetentionWorkTest {
    private static final Instant MADE = Instant.parse("2026-11-26T10:00:00Z");
    private static final int DAYS = 400;

    private final AtomicReference<Instant> now = new AtomicReference<>(MADE);
    private final MemoryTrail ledger = new MemoryTrail();
    private final List<String> done = new ArrayList<>();
    private final SqlStore sql;
    private RetentionWork work;

    RetentionWorkTest(TestDatabase database, @TempDir Path folder) {
        sql = ConsoleDatabase.open(database, folder);
        sql.write(db ->
                db.sql("CREATE TABLE thing (id TEXT PRIMARY KEY, at_micros BIGINT NOT NULL)")
                        .update());
        work = fresh();
    }

    @AfterEach
    void close() {
        sql.close();
    }

    /// As after a restart.
    private RetentionWork fresh() {
        Retained things =
                new Retained("things", DAYS, 2, RetentionWorkTest::delete, () -> done.add("after"));
        return work(things);
    }

    private RetentionWork work(Retained retained) {
        return new RetentionWork(
                List.of(retained), new RetentionStore(sql, "node-1"), ledger, this::leaf);
    }

    private OptionalLong leaf(String object) {
        return ledger.leaf(event -> event.object().equals(object));
    }

    private static List<String> delete(JdbcClient db, Instant before, int most) {
        return db.sql(
                        """
                        DELETE FROM thing WHERE id IN (
                            SELECT id FROM thing WHERE at_micros < ? ORDER BY id LIMIT ?)
                        RETURNING id
                        """)
                .params(Micros.of(before), most)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    private void things(String... ids) {
        for (String id : ids) {
            sql.write(db ->
                    db.sql("INSERT INTO thing VALUES (?, ?)")
                            .params(id, Micros.of(now.get()))
                            .update());
        }
    }

    private List<String> left() {
        return sql.reading()
                .sql("SELECT id FROM thing ORDER BY id")
                .query((row, _) -> row.getString("id"))
                .list();
    }

    private void run() {
        work.run(now.get());
    }

    private void pass(int days) {
        now.updateAndGet(time -> time.plus(Duration.ofDays(days)));
    }

    @Test
    void run_onTheDayThatWasSaid_deletesAndTellsTheLedgerOnce() {
        things("b", "a");
        Retained things = new Retained("things", DAYS, 2, RetentionWorkTest::delete);
        pass(DAYS - 1);
        run();
        assertThat(left()).hasSize(2);
        assertThat(ledger.events()).isEmpty();
        pass(1);
        assertThat(things.deletion(MADE)).isEqualTo(Retained.day(now.get()));

        run();
        run();

        assertThat(left()).isEmpty();
        assertThat(ledger.events()).hasSize(1);
        AuditEvent told = ledger.events().getFirst();
        assertThat(told.kind()).isEqualTo(AuditKind.RETENTION);
        assertThat(told.facts())
                .containsEntry("class", "things")
                .containsEntry("day", "2027-12-31")
                .containsEntry("count", "2")
                .containsEntry("digest", DigestUtils.sha256Hex("a\nb"));
    }

    @Test
    void run_moreThanABatch_deletesAllAndChainsItsDigests() {
        things("a", "b", "c", "d", "e");
        pass(DAYS);

        run();

        assertThat(left()).isEmpty();
        String first = DigestUtils.sha256Hex("a\nb");
        String second = DigestUtils.sha256Hex(first + "\nc\nd");
        assertThat(ledger.events()).hasSize(1);
        assertThat(ledger.events().getFirst().facts())
                .containsEntry("count", "5")
                .containsEntry("digest", DigestUtils.sha256Hex(second + "\ne"));
        assertThat(done).hasSizeGreaterThan(3);
    }

    @Test
    void run_endedBeforeTheLedgerHadIt_nextOneTells() {
        things("a");
        pass(DAYS);
        ledger.before(event -> MemoryTrail.fail());
        assertThatThrownBy(this::run).isInstanceOf(AuditException.class);
        assertThat(left()).isEmpty();
        ledger.before(event -> {});
        work = fresh();
        pass(1);

        run();

        assertThat(ledger.events()).hasSize(1);
        assertThat(ledger.events().getFirst().facts())
                .containsEntry("day", "2027-12-31")
                .containsEntry("count", "1");
    }

    @Test
    void run_endedAfterTheLedgerHadIt_tellsNoSecondTime() {
        things("a");
        pass(DAYS);
        ledger.after(event -> MemoryTrail.fail());
        assertThatThrownBy(this::run).isInstanceOf(AuditException.class);
        ledger.after(event -> {});
        work = fresh();

        run();

        assertThat(ledger.events()).hasSize(1);
        assertThat(new RetentionStore(sql, "node-1").untold()).isEmpty();
    }

    @Test
    void delete_failsMidway_deletesAndCountsNothing() {
        things("a");
        pass(DAYS);
        Retained broken =
                new Retained(
                        "things",
                        DAYS,
                        2,
                        (db, before, most) -> {
                            delete(db, before, most);
                            throw new IllegalStateException("killed");
                        });
        work(broken).run(now.get());

        assertThat(left()).containsExactly("a");
        assertThat(ledger.events()).isEmpty();
    }
}

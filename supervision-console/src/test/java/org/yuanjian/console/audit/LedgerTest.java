package org.yuanjian.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.audit.format.LedgerLeaf;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.MerkleProof;
import org.yuanjian.console.audit.merkle.MerkleTree;
import org.yuanjian.console.audit.merkle.TreeHash;

class LedgerTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void append_event_standsInTheLedgerAsTold(TestDatabase database) {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started()) {
            test.ledger.append(
                    new AuditEvent(
                            AuditKind.PTZ,
                            AuditResult.REFUSED,
                            TestLedger.ACTOR,
                            "p1",
                            "finding",
                            "为什么",
                            Map.of("detail", "left")));
            assertThat(test.all())
                    .containsExactly(
                            new LedgerRecord(
                                    0,
                                    TestLedger.START,
                                    "node-1",
                                    "ptz",
                                    "refused",
                                    "a-17",
                                    "王督察",
                                    "10.1.2.3",
                                    "p1",
                                    "finding",
                                    "为什么",
                                    Map.of("detail", "left")));
            String leaf = test.store.records(0, 1).getFirst().leaf();
            assertThat(leaf).contains("\"actor\":\"a-17\"").doesNotContain("王", "10.1", "为");
        }
    }

    @ParameterizedTest
    @EnumSource
    void append_hostileTexts_areKeptWithoutHarmToOthers(TestDatabase database) {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started()) {
            Actor odd = new Actor("a\0b\ud800", "\0\ud83d", "x".repeat(9_000));
            test.ledger.append(
                    AuditEvent.done(AuditKind.SIGN_IN, odd, "o\0").with("f\0", "\udfff"));
            LedgerRecord record = test.all().getFirst();
            assertThat(record.actor()).startsWith("a\uFFFDb").doesNotContain("\0");
            assertThat(record.address()).hasSize(4_001);
            assertThatThrownBy(() ->
                            test.ledger.append(
                                    AuditEvent.done(AuditKind.SIGN_IN, odd, "o")
                                            .with("f", "y".repeat(20_000))))
                    .isInstanceOf(AuditException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void append_manyThreads_numbersHaveNoGapAndProofsHold(TestDatabase database) throws Exception {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started();
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < 1_200; i++) {
                AuditEvent event = TestLedger.event(i);
                writes.add(threads.submit(() -> test.ledger.append(event)));
            }
            for (Future<?> write : writes) {
                write.get();
            }
            TreeHead head =
                    test.ledger.appendSealed(
                            AuditEvent.done(AuditKind.EXPORT, TestLedger.ACTOR, ""));
            assertThat(head.size()).isEqualTo(1_201);
            MerkleTree tree = new MerkleTree(test.store);
            assertThat(tree.root(head.size())).isEqualTo(head.root());
            for (long number : List.of(0L, 255L, 256L, 700L, 1_200L)) {
                String leaf = test.store.records(number, 1).getFirst().leaf();
                List<TreeHash> path = tree.inclusion(number, head.size());
                assertThat(MerkleProof.includes(head.tree(), number, LedgerLeaf.hash(leaf), path))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void append_thousandEvents_areNeverMoreBetweenTwoHeads(TestDatabase database) {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started()) {
            test.fill(0, 2_500);
            List<TreeHead> heads = test.store.headsAfter(0, 100);
            assertThat(heads).hasSizeGreaterThanOrEqualTo(2);
            long before = 0;
            for (TreeHead head : heads) {
                assertThat(head.previous()).isEqualTo(before);
                assertThat(head.size() - before).isBetween(1L, 1_000L);
                assertThat(TestLedger.PUBLIC.signed(head)).isTrue();
                before = head.size();
            }
            assertThat(2_500 - before).isLessThan(1_000);
        }
    }

    @Test
    void head_minuteAfterTheLast_isSigned() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        Runnable onHead =
                () -> {
                    first.countDown();
                    second.countDown();
                };
        SqlSettings settings = TestDatabase.SQLITE.fresh(folder);
        try (TestLedger test = new TestLedger(settings, TestLedger.QUICK, onHead).started()) {
            test.fill(0, 1);
            assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
            test.fill(1, 3);
            assertThat(test.store.headsAfter(0, 9)).extracting(TreeHead::size).containsExactly(1L);
            test.now.updateAndGet(time -> time.plusSeconds(61));
            assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(test.store.headsAfter(0, 9))
                    .extracting(TreeHead::size)
                    .containsExactly(1L, 3L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void append_twoProcesses_makeOneLedger(TestDatabase database) throws Exception {
        SqlSettings settings = database.fresh(folder);
        try (TestLedger one = new TestLedger(settings).started();
                TestLedger other = new TestLedger(settings).started();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Long>> writes = new ArrayList<>();
            for (int i = 0; i < 1_500; i++) {
                Ledger ledger = i % 2 == 0 ? one.ledger : other.ledger;
                AuditEvent event = TestLedger.event(i);
                writes.add(threads.submit(() -> ledger.submit(event).get()));
            }
            List<Long> numbers = new ArrayList<>();
            for (Future<Long> write : writes) {
                numbers.add(write.get());
            }
            assertThat(numbers).doesNotHaveDuplicates().hasSize(1_500);
            ExportChecks.verify(one.export(), one.heads());
        }
    }

    @ParameterizedTest
    @EnumSource
    void open_again_goesOnWhereItEnded(TestDatabase database) throws Exception {
        SqlSettings settings = database.fresh(folder);
        try (TestLedger first = new TestLedger(settings).started()) {
            first.fill(0, 300);
        }
        try (TestLedger again = new TestLedger(settings).started()) {
            // Closing signed a head over all of it.
            assertThat(again.store.headUpTo(10_000).orElseThrow().size()).isEqualTo(300);
            again.fill(300, 600);
            ExportChecks.verify(again.export(), again.heads());
        }
    }

    @ParameterizedTest
    @EnumSource
    void change_ofRecordsAndHeads_isRefusedByTheDatabase(TestDatabase database) {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started()) {
            test.fill(0, 1_001);
            for (String change :
                    List.of(
                            "UPDATE ledger_leaf SET leaf = 'x' WHERE number = 1",
                            "DELETE FROM ledger_leaf WHERE number = 1000",
                            "UPDATE ledger_head SET line = 'x'",
                            "DELETE FROM ledger_head",
                            "DELETE FROM ledger_node")) {
                assertThatThrownBy(() -> test.sql(change))
                        .as(change)
                        .isInstanceOf(DataAccessException.class)
                        .hasMessageContaining("is only added to");
            }
            if (database == TestDatabase.SQLITE) {
                assertThatThrownBy(() ->
                                test.sql(
                                        "INSERT OR REPLACE INTO ledger_node (level, position, hash) VALUES (8, 0, 'x')"))
                        .hasMessageContaining("is only added to");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void append_databaseFails_saysSoAndComesBack(TestDatabase database) {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started()) {
            test.fill(0, 10);
            test.sql("ALTER TABLE ledger_leaf RENAME TO away");
            assertThatThrownBy(() -> test.ledger.append(TestLedger.event(1)))
                    .isInstanceOf(AuditException.class);
            assertThat(test.ledger.failingSince()).contains(test.now.get());
            CompletableFuture<Long> spooled = test.ledger.submit(TestLedger.event(2));
            test.now.updateAndGet(time -> time.plusSeconds(59));
            assertThatThrownBy(() -> test.ledger.append(TestLedger.event(3)))
                    .isInstanceOf(AuditException.class);
            assertThat(spooled).isNotDone();
            test.sql("ALTER TABLE away RENAME TO ledger_leaf");
            assertThat(spooled.join()).isEqualTo(10);
            test.ledger.append(TestLedger.event(4));
            assertThat(test.ledger.failingSince()).isEmpty();
            assertThat(test.ledger.lost()).isZero();
        }
    }

    /// SQLite says the same of a file that may not grow as of a disk that is full.
    @Test
    void append_diskFull_failsClosedAndComesBack() {
        try (TestLedger test = new TestLedger(TestDatabase.SQLITE.fresh(folder)).started()) {
            test.fill(0, 10);
            limitPages(test, 1);
            AtomicLong acknowledged = new AtomicLong(10);
            assertThatThrownBy(() -> appendMany(test, acknowledged))
                    .isInstanceOf(AuditException.class)
                    .hasStackTraceContaining("SQLite");
            assertThat(snapshots(test)).isEqualTo(acknowledged.get());
            limitPages(test, 1_000_000);
            test.ledger.submit(TestLedger.event(2)).join();
            test.ledger.append(TestLedger.event(3));
            assertThat(test.ledger.failingSince()).isEmpty();
            assertThat(snapshots(test)).isEqualTo(acknowledged.get() + 2);
        }
    }

    /// Without the records by which the ledger tells of the failure.
    private static long snapshots(TestLedger test) {
        return test.all().stream().filter(record -> record.kind().equals("snapshot")).count();
    }

    /// Something small may be written all the while.
    @Test
    void failingSince_noRecordCanBeWritten_holdsUntilOneWas() {
        try (TestLedger test = new TestLedger(TestDatabase.SQLITE.fresh(folder)).started()) {
            test.fill(0, 3);
            test.sql(
                    "CREATE TRIGGER full BEFORE INSERT ON ledger_leaf BEGIN SELECT RAISE(ABORT, 'full'); END");
            Instant failed = test.now.get();
            assertThatThrownBy(() -> test.ledger.append(TestLedger.event(3)))
                    .isInstanceOf(AuditException.class);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_800);
            while (System.nanoTime() < end) {
                assertThat(test.ledger.failingSince()).contains(failed);
                Thread.onSpinWait();
            }

            test.sql("DROP TRIGGER full");
            test.ledger.submit(TestLedger.event(4)).join();
            test.ledger.append(TestLedger.event(5));
            assertThat(test.ledger.failingSince()).isEmpty();
            LedgerRecord told = test.all().get(1);
            assertThat(told.kind()).isEqualTo("ledger_resumed");
            assertThat(told.facts()).containsEntry("since", failed.toString());
        }
    }

    private static void appendMany(TestLedger test, AtomicLong acknowledged) {
        for (int i = 0; i < 1_000; i++) {
            test.ledger.append(TestLedger.event(i));
            acknowledged.incrementAndGet();
        }
    }

    /// Fewer than there are means: no more than there are.
    private static void limitPages(TestLedger test, int pages) {
        test.sql.write(db -> db.sql("PRAGMA max_page_count = " + pages).query(Long.class).single());
    }

    @Test
    void submit_databaseFailsForAMinute_isGivenUpAndCounted() {
        try (TestLedger test = new TestLedger(TestDatabase.SQLITE.fresh(folder)).started()) {
            test.fill(0, 1);
            Instant broken = test.now.get();
            test.sql("ALTER TABLE ledger_leaf RENAME TO away");
            CompletableFuture<Long> spooled = test.ledger.submit(TestLedger.event(2));
            assertThatThrownBy(() -> test.ledger.append(TestLedger.event(1)))
                    .isInstanceOf(AuditException.class);
            test.now.updateAndGet(time -> time.plusSeconds(61));
            assertThatThrownBy(spooled::join).hasCauseInstanceOf(AuditException.class);
            assertThat(test.ledger.lost()).isOne();
            assertThat(test.ledger.failingSince()).contains(broken);
            test.sql("ALTER TABLE away RENAME TO ledger_leaf");
        }
    }

    @Test
    void append_recordsAreGone_isRefused() {
        SqlSettings settings = TestDatabase.SQLITE.fresh(folder);
        try (TestLedger test = new TestLedger(settings).started()) {
            test.fill(0, 20);
        }
        try (TestLedger test = new TestLedger(settings)) {
            test.sql("DROP TRIGGER ledger_leaf_no_delete");
            test.sql("DELETE FROM ledger_leaf WHERE number >= 15");
            test.started();
            assertThatThrownBy(() -> test.ledger.append(TestLedger.event(1)))
                    .hasStackTraceContaining("records are missing: there are 15, there were 20");
        }
    }

    @Test
    void submit_moreThanTheQueueHolds_isRefusedAtOnce() {
        Ledger.Settings small =
                new Ledger.Settings(
                        5, 10, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ZERO);
        SqlSettings settings = TestDatabase.SQLITE.fresh(folder);
        try (TestLedger test = new TestLedger(settings, small, () -> {})) {
            for (int i = 0; i < 5; i++) {
                test.ledger.submit(TestLedger.event(i));
            }
            CompletableFuture<Long> sixth = test.ledger.submit(TestLedger.event(5));
            assertThat(sixth).isCompletedExceptionally();
            assertThatThrownBy(() -> test.ledger.append(TestLedger.event(6)))
                    .isInstanceOf(AuditException.class);
            test.started();
            test.ledger.close();
            assertThat(test.all()).hasSize(5);
            assertThatThrownBy(() -> test.ledger.append(TestLedger.event(7)))
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void append_nobodyTakesItDown_endsInTime() {
        Ledger.Settings hasty =
                new Ledger.Settings(
                        5, 10, Duration.ofMillis(50), Duration.ofSeconds(60), Duration.ZERO);
        SqlSettings settings = TestDatabase.SQLITE.fresh(folder);
        try (TestLedger test = new TestLedger(settings, hasty, () -> {})) {
            assertThatThrownBy(() -> test.ledger.append(TestLedger.event(1)))
                    .isInstanceOf(AuditException.class)
                    .hasMessageContaining("too long");
            test.started();
            test.ledger.close();
            assertThat(test.all()).as("what was given up is not taken down later").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void deleteText_ofRecords_leavesHashesAndAProof(TestDatabase database) throws Exception {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started()) {
            test.fill(0, 20);
            List<Long> proofs =
                    test.ledger.deleteText(List.of(3L, 4L, 99L), TestLedger.ACTOR, "request");
            assertThat(proofs).containsExactly(20L);
            List<LedgerRecord> records = test.all();
            LedgerRecord proof = records.getFirst();
            assertThat(proof.kind()).isEqualTo("text_delete");
            assertThat(proof.facts().get("deleted"))
                    .isEqualTo("3:address 3:name 3:text 4:address 4:name");
            assertThat(records.get(records.size() - 4).name()).isEmpty();
            assertThat(records.get(records.size() - 4).actor()).isEqualTo("a-17");
            assertThat(ExportChecks.verify(test.export(), test.heads()).deleted()).isEqualTo(5);
        }
    }
}

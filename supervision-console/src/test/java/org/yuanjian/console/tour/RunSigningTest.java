package org.yuanjian.console.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.MemoryTrail;
import org.yuanjian.console.problem.ProblemException;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RunSigningTest {
    private static final Actor ACTOR = new Actor("a-17", "王督察", "10.1.2.3");

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-26T08:00:00Z"));
    private final InstantSource clock = now::get;
    private final MemoryTrail ledger = new MemoryTrail();
    private final SqlStore sql;
    private final RunStore runs;
    private final RunSigning signing;

    RunSigningTest(TestDatabase database, @TempDir Path folder) {
        sql = ConsoleDatabase.open(database, folder);
        runs = new RunStore(sql, new TimeOrderedIds(clock));
        signing = another();
    }

    @AfterEach
    void close() {
        sql.close();
    }

    private RunSigning another() {
        return new RunSigning(runs, ledger, this::leaf, clock);
    }

    private OptionalLong leaf(String run, String digest) {
        return ledger.leaf(
                event -> event.object().equals(run) && digest.equals(event.facts().get("digest")));
    }

    private TourRun ended() {
        TourRun run =
                runs.begin(
                        new RunStore.Draft(
                                new TourRun.Plan("例行", "440100", 4, 12),
                                "a-17",
                                "routine_tour",
                                List.of("p1"),
                                now.get()));
        runs.end(run.id(), new TourRun.Course(0, 1, ""), now.get());
        return runs.run(run.id()).orElseThrow();
    }

    private TourRun kept(TourRun run) {
        return runs.run(run.id()).orElseThrow();
    }

    @Test
    void sign_twoAtOnce_isTakenDownOnce() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 20; i++) {
                TourRun run = ended();
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<TourRun>> signed =
                        List.of("first", "second").stream()
                                .map(record ->
                                        both.submit(() -> {
                                            together.await();
                                            signing.sign(ACTOR, run, () -> record);
                                            return kept(run);
                                        }))
                                .toList();

                assertThat(signed.get(0).get()).isEqualTo(signed.get(1).get());
                assertThat(kept(run).state()).isEqualTo(TourRun.State.SIGNED);
                assertThat(ledger.events()).hasSize(i + 1);
            }
        }
    }

    @Test
    void sign_whileAnotherProcessDoes_isRefusedAndTakenDownOnce() {
        TourRun run = ended();
        ledger.before(event ->
                assertThatThrownBy(() -> another().sign(ACTOR, run, () -> "second"))
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining("TOUR_SIGNING"));

        signing.sign(ACTOR, run, () -> "first");
        another().sign(ACTOR, run, () -> "second");

        assertThat(runs.record(run.id())).contains("first");
        assertThat(ledger.events()).hasSize(1);
    }

    @Test
    void sign_ledgerClosed_nextOneSignsWhatWasKept() {
        TourRun run = ended();
        ledger.close();
        assertThatThrownBy(() -> signing.sign(ACTOR, run, () -> "first"))
                .isInstanceOf(AuditException.class);
        assertThat(kept(run).state()).isEqualTo(TourRun.State.SIGNING);
        assertThat(kept(run).seal()).isNull();
        assertThat(runs.end(run.id(), new TourRun.Course(0, 1, "x"), now.get())).isFalse();
        assertThat(runs.resume(run, now.get())).isFalse();
        ledger.open();

        another().sign(ACTOR, run, () -> "second");

        assertThat(runs.record(run.id())).contains("first");
        assertThat(kept(run).seal()).isNotNull();
        assertThat(ledger.events()).hasSize(1);
    }

    @Test
    void sign_endedAfterTheLedgerHadIt_nextOneFindsItThere() {
        TourRun run = ended();
        ledger.after(event -> MemoryTrail.fail());
        assertThatThrownBy(() -> signing.sign(ACTOR, run, () -> "first"))
                .isInstanceOf(AuditException.class);
        ledger.after(event -> {});

        another().sign(ACTOR, run, () -> "second");

        assertThat(kept(run).state()).isEqualTo(TourRun.State.SIGNED);
        assertThat(kept(run).seal()).isEqualTo(new TourRun.Seal(DigestUtils.sha256Hex("first"), 0));
        assertThat(ledger.events()).hasSize(1);
    }

    @Test
    void sign_processGoneAfterItsClaim_isTakenOverInTime() {
        TourRun run = ended();
        runs.claim(run.id(), now.get(), now.get());
        assertThatThrownBy(() -> signing.sign(ACTOR, run, () -> "first"))
                .isInstanceOf(ProblemException.class);
        now.updateAndGet(time -> time.plus(RunSigning.PATIENCE).plusMillis(1));

        signing.sign(ACTOR, run, () -> "first");

        assertThat(kept(run).state()).isEqualTo(TourRun.State.SIGNED);
    }

    @Test
    void sign_stillRunning_isRefused() {
        TourRun run = ended();
        runs.resume(run, now.get());

        assertThatThrownBy(() -> signing.sign(ACTOR, run, () -> "first"))
                .isInstanceOf(ProblemException.class);
        assertThat(ledger.events()).isEmpty();
    }
}

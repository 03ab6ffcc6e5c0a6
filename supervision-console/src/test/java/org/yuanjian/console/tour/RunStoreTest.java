package org.yuanjian.console.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.console.tour.TourRun.State;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RunStoreTest {
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private final SqlStore sql;
    private final RunStore runs;

    RunStoreTest(TestDatabase database, @TempDir Path folder) {
        sql = ConsoleDatabase.open(database, folder);
        runs = new RunStore(sql, new TimeOrderedIds(clock));
    }

    @AfterEach
    void close() {
        sql.close();
    }

    private TourRun begin(String account) {
        return runs.begin(
                new RunStore.Draft(
                        new TourRun.Plan("例行", "440100", 4, 12),
                        account,
                        "routine_tour",
                        List.of("p1"),
                        now.get()));
    }

    private TourRun kept(TourRun run) {
        return runs.run(run.id()).orElseThrow();
    }

    @Test
    void begin_anotherRuns_endsItAtItsLastLook() {
        TourRun first = begin("a-17");
        TourRun other = begin("a-18");
        Instant last = START.plusSeconds(90);
        new LookStore(sql)
                .add(new LookStore.By("a-17", first.id(), last), List.of(Look.of("p1", 4_000, "")));
        now.set(START.plusSeconds(3_600));

        TourRun second = begin("a-17");

        assertThat(kept(first).state()).isEqualTo(State.ENDED);
        assertThat(kept(first).ended()).isEqualTo(last);
        assertThat(kept(second).state()).isEqualTo(State.RUNNING);
        assertThat(kept(other).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void begin_manyUnsigned_onlyTwentyWaitOn() {
        TourRun first = begin("a-17");
        for (int i = 0; i < 20; i++) {
            now.updateAndGet(time -> time.plusSeconds(1));
            begin("a-17");
        }
        assertThat(kept(first).state()).isEqualTo(State.ENDED);
        now.updateAndGet(time -> time.plusSeconds(1));

        begin("a-17");

        assertThat(kept(first).state()).isEqualTo(State.ABANDONED);
        assertThat(runs.claim(first.id(), now.get(), now.get())).isFalse();
    }

    @Test
    void delete_endedBefore_goesWithItsLooksAndLeavesTheDays() {
        TourRun old = begin("a-17");
        LookStore looks = new LookStore(sql);
        looks.add(new LookStore.By("a-17", old.id(), START), List.of(Look.of("p1", 4_000, "")));
        runs.end(old.id(), new TourRun.Course(0, 1, ""), START);
        TourRun running = begin("a-17");

        List<String> gone = sql.write(db -> RunStore.delete(db, START.plusSeconds(1), 9));

        assertThat(gone).containsExactly(old.id());
        assertThat(runs.run(old.id())).isEmpty();
        assertThat(looks.ofRun(old.id())).isEmpty();
        assertThat(kept(running).state()).isEqualTo(State.RUNNING);
        assertThat(looks.last()).containsKey("p1");
        assertThat(sql.<List<String>>write(db -> RunStore.delete(db, START.plusSeconds(1), 9)))
                .isEmpty();
    }

    @Test
    void deleteLooks_daysBefore_goAndLeaveWhenAPointWasSeenLast() {
        LookStore looks = new LookStore(sql);
        for (int day = 0; day < 3; day++) {
            Instant at = START.plus(Duration.ofDays(day));
            looks.add(new LookStore.By("a-17", "", at), List.of(Look.of("p1", 4_000, "")));
        }

        Instant before = START.plus(Duration.ofDays(2));
        assertThat(sql.<List<String>>write(db -> LookStore.delete(db, before, 1)))
                .containsExactly("2026-11-26 a-17 p1");
        assertThat(sql.<List<String>>write(db -> LookStore.delete(db, before, 9)))
                .containsExactly("2026-11-27 a-17 p1");
        assertThat(sql.<List<String>>write(db -> LookStore.delete(db, before, 9))).isEmpty();
        assertThat(looks.last()).containsKey("p1");
    }

    @Test
    void abandon_runsForMoreThanADay_isClosedForGood() {
        TourRun old = begin("a-17");
        now.set(START.plus(Duration.ofHours(2)));
        TourRun young = begin("a-18");

        assertThat(runs.abandon(START.plusSeconds(1))).isEqualTo(1);

        assertThat(kept(old).state()).isEqualTo(State.ABANDONED);
        assertThat(kept(old).ended()).isEqualTo(START);
        assertThat(kept(young).state()).isEqualTo(State.RUNNING);
        assertThat(runs.resume(old, now.get())).isFalse();
        assertThat(runs.abandon(START.plusSeconds(1))).isZero();
    }
}

package org.yuanjian.console.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.console.finding.Finding.State;

class FindingStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    @TempDir Path folder;

    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(NOW));

    private Finding raise(FindingStore store, String run, Instant due) {
        return store.raise(
                new FindingStore.Draft(
                        ids.next(),
                        new Finding.Where("p1", "s1", "440100"),
                        Finding.Kind.MOVED,
                        "words",
                        run,
                        "inspector",
                        NOW,
                        due,
                        ""));
    }

    private FindingStep step(FindingStep.Kind kind, List<String> pictures) {
        return new FindingStep(ids.next(), kind, "officer", "", null, NOW, pictures);
    }

    @ParameterizedTest
    @EnumSource
    void take_sameStateTwice_countsOnce(TestDatabase database) {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            FindingStore store = new FindingStore(sql, ids);
            Finding finding = raise(store, "", NOW);
            FindingStore.Move move =
                    new FindingStore.Move(EnumSet.of(State.RAISED), State.ACCEPTED);

            boolean first = store.take(finding, move, step(FindingStep.Kind.ACCEPTED, List.of()));
            boolean second = store.take(finding, move, step(FindingStep.Kind.ACCEPTED, List.of()));

            assertThat(first).isTrue();
            assertThat(second).isFalse();
            assertThat(store.steps(finding.id())).hasSize(2);
            assertThat(store.finding(finding.number()).orElseThrow().state())
                    .isEqualTo(State.ACCEPTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void picture_ofAnAnswer_belongsToItAlone(TestDatabase database) {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            FindingStore store = new FindingStore(sql, ids);
            PictureStore pictures = new PictureStore(sql, ids);
            Finding finding = raise(store, "", NOW);
            byte[] jpeg = {1, 2, 3, 0, -1};
            String own =
                    pictures.put(new PictureStore.Picture(finding.id(), "", "officer", jpeg, NOW))
                            .orElseThrow();
            pictures.put(new PictureStore.Picture(finding.id(), "", "other", jpeg, NOW));

            store.take(
                    finding,
                    new FindingStore.Move(EnumSet.of(State.RAISED), State.ANSWERED),
                    step(FindingStep.Kind.ANSWERED, pictures.waiting(finding, "officer")));

            assertThat(store.steps(finding.id()))
                    .filteredOn(step -> step.kind() == FindingStep.Kind.ANSWERED)
                    .flatExtracting(FindingStep::pictures)
                    .containsExactly(own);
            assertThat(pictures.jpeg(finding, "anybody", own).orElseThrow()).isEqualTo(jpeg);
            assertThat(pictures.waiting(finding, "officer")).isEmpty();
            assertThat(pictures.dropOld(NOW)).isZero();
            assertThat(pictures.dropOld(NOW.plus(Duration.ofDays(2)))).isEqualTo(1);
            assertThat(pictures.jpeg(finding, "officer", own)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takeOverdue_tellsEachOnceUntilItsDayMoves(TestDatabase database) {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            FindingStore store = new FindingStore(sql, ids);
            Finding late = raise(store, "r1", NOW.minusSeconds(1));
            raise(store, "r1", NOW.plusSeconds(1));

            assertThat(store.takeOverdue(NOW)).extracting(Finding::id).containsExactly(late.id());
            assertThat(store.finding(late.number()).orElseThrow().wasLate()).isTrue();
            assertThat(store.takeOverdue(NOW)).isEmpty();
            FindingStep moved =
                    new FindingStep(
                            ids.next(),
                            FindingStep.Kind.DUE,
                            "inspector",
                            "",
                            NOW.plus(Duration.ofSeconds(5)),
                            NOW,
                            List.of());
            store.take(late, new FindingStore.Move(EnumSet.of(State.RAISED), State.RAISED), moved);

            assertThat(store.takeOverdue(NOW.plusSeconds(3))).hasSize(1);
            assertThat(store.takeOverdue(NOW.plusSeconds(6)))
                    .extracting(Finding::id)
                    .containsExactly(late.id());
            assertThat(store.finding(late.number()).orElseThrow().wasLate())
                    .as("another day does not undo it")
                    .isTrue();
            assertThat(store.ofRun("r1")).hasSize(2);
        }
    }
}

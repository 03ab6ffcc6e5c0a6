package org.yuanjian.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.TestDatabase;

class WatchStoreTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    @TempDir Path folder;

    private static void view(
            TestLedger test, String at, AuditKind kind, String point, String ticket) {
        test.now.set(Instant.parse(at));
        AuditEvent event =
                AuditEvent.done(kind, TestLedger.ACTOR, point)
                        .because("finding", "")
                        .with("ticket", ticket)
                        .with("stream", "main");
        test.ledger.append(kind == AuditKind.VIEW_END ? event.with("seconds", "90") : event);
    }

    @ParameterizedTest
    @EnumSource
    void whoWatched_day_isTheDayOfChinaByStart(TestDatabase database) {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started()) {
            WatchStore watch = new WatchStore(test.sql, test.store);
            view(test, "2026-11-25T15:59:59Z", AuditKind.VIEW_START, "p1", "t0");
            view(test, "2026-11-25T16:00:00Z", AuditKind.VIEW_START, "p1", "t1");
            view(test, "2026-11-25T16:01:00Z", AuditKind.VIEW_END, "p1", "t0");
            view(test, "2026-11-25T16:01:30Z", AuditKind.VIEW_END, "p1", "t1");
            view(test, "2026-11-26T08:00:00Z", AuditKind.VIEW_START, "p3", "t2");
            view(test, "2026-11-26T15:59:59Z", AuditKind.VIEW_START, "p2", "t3");
            view(test, "2026-11-26T16:30:00Z", AuditKind.VIEW_END, "p2", "t3");
            view(test, "2026-11-26T16:31:00Z", AuditKind.VIEW_START, "p2", "t4");
            test.ledger.append(
                    AuditEvent.done(AuditKind.VIEW_START, TestLedger.ACTOR, "p1").refused());

            assertThat(watch.whoWatched(List.of("p1", "p2"), DAY))
                    .containsExactly(
                            new Watched(
                                    "p1",
                                    "main",
                                    "a-17",
                                    "王督察",
                                    "finding",
                                    Instant.parse("2026-11-25T16:00:00Z"),
                                    90L),
                            new Watched(
                                    "p2",
                                    "main",
                                    "a-17",
                                    "王督察",
                                    "finding",
                                    Instant.parse("2026-11-26T15:59:59Z"),
                                    90L));
            test.ledger.deleteText(List.of(1L), TestLedger.ACTOR, "request");
            Watched first = watch.whoWatched(List.of("p1"), DAY).getFirst();
            assertThat(first.name()).isEmpty();
            assertThat(first.actor()).isEqualTo("a-17");
            assertThat(watch.whoWatched(List.of("p3"), DAY).getFirst().seconds()).isNull();
        }
    }
}

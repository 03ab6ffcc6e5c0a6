package org.yuanjian.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.ticket.ViewLedger;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;

class WatchStoreTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    @TempDir Path folder;

    private static void view(
            TestLedger test, String at, AuditKind kind, String point, String ticket) {
        test.now.set(Instant.parse(at));
        AuditEvent event =
                AuditEvent.done(kind, new Actor(TestLedger.ACTOR.id(), "", ""), point)
                        .because("other", "")
                        .with("ticket", ticket)
                        .with("stream", "main")
                        .with("action", "live");
        if (kind == AuditKind.VIEW_START) {
            AuditEvent grant = AuditEvent.done(AuditKind.VIEW_GRANT, TestLedger.ACTOR, point);
            test.ledger.append(grant.because("other", "看看大门口").with("ticket", ticket));
        }
        test.ledger.append(kind == AuditKind.VIEW_END ? event.with("seconds", "90") : event);
    }

    private static long numberOf(TestLedger test, String kind, String ticket) {
        return test.all().stream()
                .filter(record -> record.kind().equals(kind))
                .filter(record -> ticket.equals(record.facts().get("ticket")))
                .mapToLong(LedgerRecord::number)
                .findFirst()
                .orElseThrow();
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
                                    "live",
                                    "p1",
                                    "main",
                                    "a-17",
                                    "王督察",
                                    "other",
                                    "看看大门口",
                                    Instant.parse("2026-11-25T16:00:00Z"),
                                    90L,
                                    1),
                            new Watched(
                                    "live",
                                    "p2",
                                    "main",
                                    "a-17",
                                    "王督察",
                                    "other",
                                    "看看大门口",
                                    Instant.parse("2026-11-26T15:59:59Z"),
                                    90L,
                                    1));
            long grant = numberOf(test, "view_grant", "t1");
            test.ledger.deleteText(List.of(grant), TestLedger.ACTOR, "request");
            Watched first = watch.whoWatched(List.of("p1"), DAY).getFirst();
            assertThat(first.name() + first.text()).isEmpty();
            assertThat(first.actor()).isEqualTo("a-17");
            assertThat(watch.whoWatched(List.of("p3"), DAY).getFirst().seconds()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWatched_platformOpensSeveralAtOnce_eachHasItsOwnTime(TestDatabase database)
            throws Exception {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started()) {
            TicketGate gate =
                    new TicketGate(
                            new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]),
                            "node-1",
                            test.clock,
                            _ -> false);
            gate.observe(new ViewLedger(test.ledger));
            TicketGate.Hold first = gate.hold(platform(test), _ -> {});
            wait(test, 10);
            TicketGate.Hold second = gate.hold(platform(test), _ -> {});
            wait(test, 20);
            second.close();
            wait(test, 300);
            first.close();
            gate.hold(platform(test), _ -> {});
            test.ledger.append(TestLedger.event(1));

            assertThat(new WatchStore(test.sql, test.store).whoWatched(List.of("p"), DAY))
                    .extracting(Watched::kind, Watched::name, Watched::seconds)
                    .containsExactly(
                            tuple("platform", "市局平台", 330L),
                            tuple("platform", "市局平台", 20L),
                            tuple("platform", "市局平台", null));
        }
    }

    private static void wait(TestLedger test, long seconds) {
        test.now.updateAndGet(now -> now.plusSeconds(seconds));
    }

    private static PlayTicket platform(TestLedger test) {
        return new PlayTicket(
                "t",
                "市局平台",
                "",
                new StreamId("p", "sub"),
                PlayTicket.Action.PLATFORM,
                "platform",
                test.clock.instant().plusSeconds(60),
                "node-1");
    }

    @ParameterizedTest
    @EnumSource
    void whoWatched_pictures_areCountedByPersonAndReason(TestDatabase database) {
        try (TestLedger test = new TestLedger(database.fresh(folder)).started()) {
            for (String words : List.of("看看大门口", "看看大门口", "有人报警")) {
                for (AuditKind kind : List.of(AuditKind.SNAPSHOT, AuditKind.THUMBNAIL)) {
                    test.ledger.append(
                            AuditEvent.done(kind, TestLedger.ACTOR, "p").because("other", words));
                }
            }
            assertThat(new WatchStore(test.sql, test.store).whoWatched(List.of("p"), DAY))
                    .extracting(Watched::kind, Watched::name, Watched::text, Watched::count)
                    .containsExactlyInAnyOrder(
                            tuple("snapshot", "王督察", "看看大门口", 2),
                            tuple("thumbnail", "王督察", "看看大门口", 2),
                            tuple("snapshot", "王督察", "有人报警", 1),
                            tuple("thumbnail", "王督察", "有人报警", 1));
        }
    }
}

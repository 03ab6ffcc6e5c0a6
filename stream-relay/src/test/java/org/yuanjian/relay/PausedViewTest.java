package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.TicketException.Kind;

/// Views that are opened before anybody looks.
class PausedViewTest {
    private final SettableClock clock = new SettableClock();
    private final Instant start = clock.instant();
    private final TicketGate gate =
            new TicketGate(
                    new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]),
                    "node-1",
                    clock,
                    _ -> false);
    private final List<ViewEnd> ends = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void listen() {
        gate.observe(listener());
    }

    private PlayTicket good(String id) {
        return new PlayTicket(
                id,
                "督察员",
                "s1",
                new StreamId("p", "sub"),
                Action.LIVE,
                "routine_tour",
                start.plusSeconds(60),
                "node-1");
    }

    private static void assertRefused(ThrowingCallable call, Kind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TicketException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void holdPaused_begins_isAViewFromThenOn() throws Exception {
        TicketGate.Hold hold = gate.holdPaused(good("t"), ends::add);
        assertRefused(() -> gate.holdPaused(good("t"), ends::add), Kind.USED);
        assertThat(gate.running()).hasSize(1);
        clock.advance(Duration.ofSeconds(20));
        assertThat(heard).isEmpty();

        assertThat(hold.begin()).isTrue();
        assertThat(hold.begin()).isTrue();
        clock.advance(Duration.ofSeconds(5));
        hold.close();

        assertThat(heard).containsExactly("started t at " + start.plusSeconds(20), "t 5 left");
        assertThat(hold.begin()).isFalse();
    }

    @Test
    void holdPaused_endsBeforeItBegins_wasNoView() throws Exception {
        TicketGate.Hold revokedOne = gate.holdPaused(good("t"), ends::add);
        gate.holdPaused(good("u"), ends::add).close();
        gate.revoke(Revocation.ofTicket("t"));

        assertThat(revokedOne.begin()).isFalse();
        assertThat(heard).isEmpty();
        assertThat(ends).containsExactly(ViewEnd.REVOKED);
        assertThat(gate.running()).isEmpty();
    }

    @Test
    void holdPaused_rightRunsOut_ends() throws Exception {
        gate.holdPaused(good("t"), ends::add);
        clock.advance(TicketGate.RIGHT);
        gate.endOverdue();

        assertThat(ends).containsExactly(ViewEnd.RIGHT_OVER);
    }

    @Test
    void begin_nothingCanBeRecorded_staysPaused() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        gate.shutWhile(closed::get);
        TicketGate.Hold hold = gate.holdPaused(good("t"), ends::add);
        closed.set(true);

        assertRefused(hold::begin, Kind.LEDGER_CLOSED);
        assertThat(heard).isEmpty();

        closed.set(false);
        assertThat(hold.begin()).isTrue();
        assertThat(heard).hasSize(1);
    }

    private ViewObserver listener() {
        return new ViewObserver() {
            @Override
            public void started(RunningView view) {
                heard.add("started " + view.ticket().id() + " at " + view.since());
            }

            @Override
            public void ended(RunningView view, Duration ran, ViewEnd why) {
                heard.add(view.ticket().id() + " " + ran.toSeconds() + " " + why.key());
            }
        };
    }
}

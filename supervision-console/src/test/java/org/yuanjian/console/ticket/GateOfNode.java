package org.yuanjian.console.ticket;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.RunningView;
import org.yuanjian.relay.TicketException;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;

/// The door of a node, through which views are opened without media.
final class GateOfNode {
    static final StreamId STREAM = new StreamId("p", "sub");

    final TicketGate gate;
    final List<String> ended = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final String node;

    GateOfNode(String node, InstantSource clock) {
        this.node = node;
        this.clock = clock;
        this.gate =
                new TicketGate(
                        new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]),
                        node,
                        clock,
                        _ -> false);
    }

    /// A person's view.
    TicketGate.Hold open(String id, String person, String session) {
        return open(
                new PlayTicket(
                        id,
                        person,
                        session,
                        STREAM,
                        Action.LIVE,
                        "routine_tour",
                        clock.instant().plusSeconds(60),
                        node));
    }

    /// Another platform's view.
    TicketGate.Hold openPlatform(String id) {
        return open(
                new PlayTicket(
                        id,
                        "市局平台",
                        "",
                        STREAM,
                        Action.PLATFORM,
                        "platform",
                        clock.instant().plusSeconds(60),
                        node));
    }

    private TicketGate.Hold open(PlayTicket ticket) {
        try {
            return gate.hold(ticket, why -> ended.add(ticket.id() + " " + why.key()));
        } catch (TicketException e) {
            throw new AssertionError(e);
        }
    }

    List<String> running() {
        return ids(gate.running());
    }

    static List<String> ids(List<RunningView> views) {
        return views.stream().map(view -> view.ticket().id()).sorted().toList();
    }
}

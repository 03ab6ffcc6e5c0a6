package org.yuanjian.relay;

import java.time.InstantSource;
import java.util.function.Predicate;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.TicketException.Kind;

/// The one door of this node: lets in who holds a valid ticket for exactly this stream. Any thread.
public final class TicketGate {
    private final TicketSigner signer;
    private final String node;
    private final InstantSource clock;
    private final Predicate<String> isRevoked;

    /// @param node name of this node, as tickets name it
    /// @param isRevoked by ticket id; must not block
    public TicketGate(
            TicketSigner signer, String node, InstantSource clock, Predicate<String> isRevoked) {
        this.signer = signer;
        this.node = node;
        this.clock = clock;
        this.isRevoked = isRevoked;
    }

    /// Returns the ticket if it opens this stream here and now.
    public PlayTicket admit(String token, StreamId stream) throws TicketException {
        if (token.isEmpty()) {
            throw new TicketException(Kind.MISSING);
        }
        PlayTicket ticket = signer.read(token);
        if (!ticket.stream().equals(stream)) {
            throw new TicketException(Kind.WRONG_STREAM);
        }
        if (!ticket.node().equals(node)) {
            throw new TicketException(Kind.WRONG_NODE);
        }
        if (!clock.instant().isBefore(ticket.expires())) {
            throw new TicketException(Kind.EXPIRED);
        }
        if (isRevoked.test(ticket.id())) {
            throw new TicketException(Kind.REVOKED);
        }
        return ticket;
    }
}

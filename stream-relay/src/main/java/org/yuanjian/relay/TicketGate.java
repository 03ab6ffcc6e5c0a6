package org.yuanjian.relay;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.TicketException.Kind;

/// The one door of this node: lets in who holds a valid ticket for exactly this stream. Any thread.
public final class TicketGate {
    private final TicketSigner signer;
    private final String node;
    private final InstantSource clock;
    private final Predicate<String> isRevoked;
    private final ConcurrentHashMap<String, Set<Hold>> holds = new ConcurrentHashMap<>();

    /// @param node name of this node, as tickets name it
    /// @param isRevoked by ticket id; must not block
    public TicketGate(
            TicketSigner signer, String node, InstantSource clock, Predicate<String> isRevoked) {
        this.signer = signer;
        this.node = node;
        this.clock = clock;
        this.isRevoked = isRevoked;
    }

    /// A session that a ticket opened and that ends when the ticket is revoked.
    public final class Hold implements AutoCloseable {
        private final String ticketId;
        private final Runnable onRevoked;
        private final AtomicBoolean over = new AtomicBoolean();

        private Hold(String ticketId, Runnable onRevoked) {
            this.ticketId = ticketId;
            this.onRevoked = onRevoked;
        }

        private void end() {
            if (over.compareAndSet(false, true)) {
                onRevoked.run();
            }
        }

        /// The session has ended by itself; harmless when done twice.
        @Override
        public void close() {
            over.set(true);
            holds.computeIfPresent(ticketId, (_, held) -> without(held));
        }

        private @Nullable Set<Hold> without(Set<Hold> held) {
            held.remove(this);
            return held.isEmpty() ? null : held;
        }
    }

    /// Runs `onRevoked`, once and on any thread, when the ticket is revoked before the hold is
    /// closed; at once if it has been since it was admitted. It must not block.
    public Hold hold(PlayTicket ticket, Runnable onRevoked) {
        Hold hold = new Hold(ticket.id(), onRevoked);
        holds.compute(
                ticket.id(),
                (_, held) -> {
                    Set<Hold> all = held == null ? ConcurrentHashMap.newKeySet() : held;
                    all.add(hold);
                    return all;
                });
        if (isRevoked.test(ticket.id())) {
            hold.end();
        }
        return hold;
    }

    /// Ends every session the ticket opened. Called once it counts as revoked, so that it opens no
    /// new one.
    public void revoke(String ticketId) {
        List.copyOf(holds.getOrDefault(ticketId, Set.of())).forEach(Hold::end);
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

package org.yuanjian.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.TicketException.Kind;

/// The one door of this node: lets in who holds a valid ticket for exactly this stream, and knows
/// whose view runs by which right. Any thread.
///
/// A view runs by a right of five minutes, which the console renews for as long as the person may
/// look. Whatever message is lost, a view without a right is over by then.
public final class TicketGate {
    /// How long a view goes on unless its right is renewed.
    public static final Duration RIGHT = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(TicketGate.class);
    private static final int MOST_IDS = 200_000;

    /// As long as any ticket lives.
    private static final Duration TICKET_BARRED = Duration.ofHours(24);

    private final TicketSigner signer;
    private final String node;
    private final InstantSource clock;
    private final Predicate<String> isRevoked;
    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
    private final RememberedIds used = new RememberedIds(MOST_IDS);
    private final RememberedIds barred = new RememberedIds(MOST_IDS);
    private final List<ViewObserver> observers = new CopyOnWriteArrayList<>();
    private volatile BooleanSupplier isShut = () -> false;

    /// @param node name of this node, as tickets name it
    /// @param isRevoked by ticket id; must not block
    public TicketGate(
            TicketSigner signer, String node, InstantSource clock, Predicate<String> isRevoked) {
        this.signer = signer;
        this.node = node;
        this.clock = clock;
        this.isRevoked = isRevoked;
    }

    /// Whom to tell of views from now on.
    public void observe(ViewObserver observer) {
        observers.add(observer);
    }

    /// No view begins while this holds, as nothing could be taken down of it; it must not block.
    public void shutWhile(BooleanSupplier cannotRecord) {
        isShut = cannotRecord;
    }

    /// A view that a ticket opened. It ends when the viewer leaves, on an order, or with its right.
    public final class Hold implements AutoCloseable {
        private final Consumer<ViewEnd> onEnd;
        private volatile RunningView view;
        private volatile Instant until;
        private boolean begun;
        private boolean over;

        private Hold(RunningView view, Consumer<ViewEnd> onEnd) {
            this.view = view;
            this.onEnd = onEnd;
            this.until = view.since().plus(RIGHT);
        }

        /// Begins a view that was opened paused; harmless when it runs already.
        ///
        /// @return whether it runs now; false when it is over
        public boolean begin() throws TicketException {
            if (isShut.getAsBoolean()) {
                throw new TicketException(Kind.LEDGER_CLOSED);
            }
            return start();
        }

        // Under the lock, so that nobody hears of an end before the beginning.
        private synchronized boolean start() {
            if (!over && !begun) {
                begun = true;
                view = new RunningView(view.ticket(), clock.instant());
                tell(observer -> observer.started(view));
            }
            return !over;
        }

        /// Whether this ticket opened it.
        public boolean isOf(PlayTicket ticket) {
            return view.ticket().id().equals(ticket.id());
        }

        private void renew(Instant later) {
            if (later.isAfter(until)) {
                until = later;
            }
        }

        private void end(ViewEnd why) {
            if (finish(why)) {
                guarded(() -> onEnd.accept(why));
            }
        }

        /// The view has ended by itself; harmless when done twice.
        @Override
        public void close() {
            finish(ViewEnd.LEFT);
        }

        private boolean finish(ViewEnd why) {
            if (!stop()) {
                return false;
            }
            holds.remove(this);
            if (begun) {
                Duration ran = Duration.between(view.since(), clock.instant());
                tell(observer -> observer.ended(view, ran, why));
            }
            return true;
        }

        private synchronized boolean stop() {
            boolean first = !over;
            over = true;
            return first;
        }
    }

    /// Returns the ticket if it opens this stream here and now. A person's ticket is not used up
    /// before [#hold].
    ///
    /// @param actions what the door is for
    public PlayTicket admit(String token, StreamId stream, Set<Action> actions)
            throws TicketException {
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
        if (!actions.contains(ticket.action())) {
            throw new TicketException(Kind.WRONG_ACTION);
        }
        checkTime(ticket);
        if (isBarred(ticket)) {
            throw new TicketException(Kind.REVOKED);
        }
        return ticket;
    }

    private void checkTime(PlayTicket ticket) throws TicketException {
        if (!clock.instant().isBefore(ticket.expires())) {
            throw new TicketException(Kind.EXPIRED);
        }
    }

    private boolean isBarred(PlayTicket ticket) {
        return isRevoked.test(ticket.id())
                || barred.contains(ticket.id())
                || (ticket.isPersonal() && barred.contains(ticket.session()));
    }

    /// Opens the view of an admitted ticket, which uses up that of a person. Runs `onEnd`, once and
    /// on any thread, when the view has to end before the hold is closed; at once if the ticket was
    /// revoked since it was admitted. It must not block.
    public Hold hold(PlayTicket ticket, Consumer<ViewEnd> onEnd) throws TicketException {
        Hold hold = open(ticket, onEnd);
        hold.start();
        endIfBarred(hold);
        return hold;
    }

    /// The same for a view that shows nothing before [Hold#begin], of which nobody hears until
    /// then.
    public Hold holdPaused(PlayTicket ticket, Consumer<ViewEnd> onEnd) throws TicketException {
        Hold hold = open(ticket, onEnd);
        endIfBarred(hold);
        return hold;
    }

    private void endIfBarred(Hold hold) {
        if (isBarred(hold.view.ticket())) {
            hold.end(ViewEnd.REVOKED);
        }
    }

    private Hold open(PlayTicket ticket, Consumer<ViewEnd> onEnd) throws TicketException {
        // Again: from its expiry on nobody remembers whether it was used.
        checkTime(ticket);
        if (isShut.getAsBoolean()) {
            throw new TicketException(Kind.LEDGER_CLOSED);
        }
        Instant now = clock.instant();
        if (ticket.isPersonal() && !used.add(ticket.id(), ticket.expires(), now)) {
            throw new TicketException(Kind.USED);
        }
        Hold hold = new Hold(new RunningView(ticket, now), onEnd);
        holds.add(hold);
        return hold;
    }

    private void tell(Consumer<ViewObserver> what) {
        observers.forEach(observer -> guarded(() -> what.accept(observer)));
    }

    /// One that fails keeps no other view from its end.
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("a view's end or beginning", e);
        }
    }

    /// Lengthens the right of the views these tickets opened, to `until` or to [#RIGHT] from now,
    /// whichever is sooner.
    public void renew(Collection<String> ticketIds, Instant until) {
        Instant most = clock.instant().plus(RIGHT);
        Instant later = until.isBefore(most) ? until : most;
        Set<String> ids = Set.copyOf(ticketIds);
        holds.stream()
                .filter(hold -> ids.contains(hold.view.ticket().id()))
                .forEach(hold -> hold.renew(later));
    }

    /// Ends views at once. What names a ticket or a session also keeps it from opening another.
    public void revoke(Revocation order) {
        Instant now = clock.instant();
        switch (order.of()) {
            case TICKET -> barred.add(order.id(), now.plus(TICKET_BARRED), now);
            case SESSION -> barred.add(order.id(), now.plus(RIGHT), now);
            case PERSON, ALL -> {
                // They may look again with a new ticket, if the console hands them one.
            }
        }
        holds.stream()
                .filter(hold -> order.concerns(hold.view.ticket()))
                .forEach(hold -> hold.end(ViewEnd.REVOKED));
    }

    /// Ends views whose right has run out; to be called every second or so.
    public void endOverdue() {
        Instant now = clock.instant();
        holds.stream()
                .filter(hold -> !now.isBefore(hold.until))
                .forEach(hold -> hold.end(ViewEnd.RIGHT_OVER));
    }

    /// What is open now, paused or not.
    public List<RunningView> running() {
        return holds.stream().map(hold -> hold.view).toList();
    }
}

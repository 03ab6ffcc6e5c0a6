package org.yuanjian.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.yuanjian.media.StreamId;

/// Who may see what, why and until when. Handed out by the console, checked by every media
/// endpoint.
///
/// @param id names this ticket in the ledger and in revocations
/// @param person who looks: id of an account, or the name of another platform
/// @param session id of the session the person signed in with; empty for a platform
/// @param stream the one stream it opens
/// @param action what it is for, which says which doors it opens and how often
/// @param reason why, as a key such as `routine_tour` or `finding:2026-118`
/// @param expires the instant from which it opens nothing; a view begun earlier goes on by its
///   right
/// @param node the relay node it is meant for
public record PlayTicket(
        String id,
        String person,
        String session,
        StreamId stream,
        Action action,
        String reason,
        Instant expires,
        String node) {

    /// The longest a person's ticket may wait for its first use.
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /// What a ticket is for.
    public enum Action {
        /// One view of one person.
        LIVE,
        /// As many views as another platform opens until the ticket expires.
        PLATFORM;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Action> of(String key) {
            return Stream.of(values()).filter(action -> action.key().equals(key)).findFirst();
        }
    }

    /// Whether a person looks, and not another platform.
    public boolean isPersonal() {
        return action == Action.LIVE;
    }
}

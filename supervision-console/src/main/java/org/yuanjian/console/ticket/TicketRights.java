package org.yuanjian.console.ticket;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.RunningView;

/// A person looks on for as long as the purpose of the ticket is that of the session; another
/// platform until its ticket is revoked or over, or the point becomes sensitive.
final class TicketRights implements ViewRights {
    private final PurposeStore purposes;
    private final PlatformTicketStore platforms;
    private final Predicate<String> isSensitive;
    private final InstantSource clock;

    /// @param isSensitive by a point's code
    TicketRights(
            PurposeStore purposes,
            PlatformTicketStore platforms,
            Predicate<String> isSensitive,
            InstantSource clock) {
        this.purposes = purposes;
        this.platforms = platforms;
        this.isSensitive = isSensitive;
        this.clock = clock;
    }

    @Override
    public boolean mayGoOn(RunningView view) {
        PlayTicket ticket = view.ticket();
        if (!ticket.isPersonal()) {
            return clock.instant().isBefore(ticket.expires())
                    && !platforms.isRevoked(ticket.id())
                    && !isSensitive.test(ticket.stream().point());
        }
        Optional<SetPurpose> now = purposes.current(ticket.session());
        return now.isPresent() && now.get().purpose().key().equals(ticket.reason());
    }
}

package org.yuanjian.console.ticket;

import java.util.Optional;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.RunningView;

/// A person looks on for as long as the purpose of the ticket is that of the session; another
/// platform until its ticket is revoked.
final class TicketRights implements ViewRights {
    private final PurposeStore purposes;
    private final PlatformTicketStore platforms;

    TicketRights(PurposeStore purposes, PlatformTicketStore platforms) {
        this.purposes = purposes;
        this.platforms = platforms;
    }

    @Override
    public boolean mayGoOn(RunningView view) {
        PlayTicket ticket = view.ticket();
        if (!ticket.isPersonal()) {
            return !platforms.isRevoked(ticket.id());
        }
        Optional<SetPurpose> now = purposes.current(ticket.session());
        return now.isPresent() && now.get().purpose().key().equals(ticket.reason());
    }
}

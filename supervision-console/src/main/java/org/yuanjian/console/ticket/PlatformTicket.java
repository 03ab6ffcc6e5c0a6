package org.yuanjian.console.ticket;

import java.time.Instant;

/// A ticket of another platform as it is kept and listed; the signed text is shown once and not
/// kept.
///
/// @param id the id of the play ticket, by which the relay knows it as revoked
/// @param name the platform it is for
/// @param stream the one stream it opens
/// @param createdBy account that made it
/// @param revoked whether it opens nothing any more
record PlatformTicket(
        String id,
        String name,
        String stream,
        String createdBy,
        Instant created,
        Instant expires,
        boolean revoked) {

    PlatformTicket withdrawn() {
        return new PlatformTicket(id, name, stream, createdBy, created, expires, true);
    }
}

package org.yuanjian.relay;

import java.time.Instant;
import org.yuanjian.media.StreamId;

/// Who may see what, why and until when. Handed out by the console, checked by every media
/// endpoint.
///
/// @param id names this ticket in the audit and in revocations
/// @param person who looks: an account, or the name of another platform
/// @param stream the one stream it opens
/// @param reason why, as a key such as `routine_tour`
/// @param expires the instant from which it opens nothing; a session begun earlier goes on
/// @param node the relay node it is meant for
public record PlayTicket(
        String id, String person, StreamId stream, String reason, Instant expires, String node) {}

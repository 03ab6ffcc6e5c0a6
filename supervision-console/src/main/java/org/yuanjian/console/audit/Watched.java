package org.yuanjian.console.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That somebody looked at a point: one view, or the pictures one had for one reason.
///
/// @param kind `live` or `platform` for views, `snapshot` or `thumbnail` for pictures
/// @param stream empty for pictures
/// @param actor id of an account, or of a platform's ticket
/// @param name of the person or the platform; empty if it was deleted
/// @param text what the person wrote; empty if that was nothing or was deleted
/// @param start of the view, or the first of the pictures
/// @param seconds how long; null while it goes on, if its end was never taken down, and for
///   pictures
/// @param count how many pictures; thumbnails are counted once for each hour in which one saw them
public record Watched(
        String kind,
        String point,
        String stream,
        String actor,
        String name,
        String reason,
        String text,
        Instant start,
        @Nullable Long seconds,
        int count) {

    /// With another such picture behind it.
    Watched oneMore() {
        return new Watched(
                kind, point, stream, actor, name, reason, text, start, seconds, count + 1);
    }
}

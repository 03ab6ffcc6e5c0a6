package org.yuanjian.console.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That somebody looked at a point.
///
/// @param name empty if it was deleted
/// @param seconds how long; null while it goes on, or if its end was never taken down
public record Watched(
        String point,
        String stream,
        String actor,
        String name,
        String reason,
        Instant start,
        @Nullable Long seconds) {}

package org.yuanjian.console.point;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a page of a list begins that is told the newest first: at what came before some moment.
public final class PageEnd {
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private PageEnd() {}

    /// @param before as a caller says it; null for the first page
    public static Instant of(@Nullable Instant before) {
        if (before == null || before.isAfter(NEVER)) {
            return NEVER;
        }
        return before.isBefore(Instant.EPOCH) ? Instant.EPOCH : before;
    }
}

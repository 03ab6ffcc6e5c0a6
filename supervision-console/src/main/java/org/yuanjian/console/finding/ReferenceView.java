package org.yuanjian.console.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a point is to look.
///
/// @param id made by us
/// @param point code
/// @param account id of who took it
/// @param approvedBy id of the account that approved it; empty while nobody did
/// @param approved null while nobody did
record ReferenceView(
        String id,
        String point,
        String account,
        Instant taken,
        String approvedBy,
        @Nullable Instant approved) {}

package org.yuanjian.console.audit;

import java.time.Duration;
import java.time.Instant;
import org.yuanjian.console.audit.merkle.Frontier;

/// How far the ledger is.
///
/// @param frontier over all records; not changed any more
/// @param headSize records of the last head; 0 without one
/// @param headAt when it was signed
record LedgerTip(Frontier frontier, long headSize, Instant headAt) {
    private static final Duration HEAD_AFTER = Duration.ofSeconds(60);

    /// Whether records have waited for a head long enough.
    boolean isHeadDue(Instant now) {
        return frontier.size() > headSize && !now.isBefore(headAt.plus(HEAD_AFTER));
    }
}

package org.yuanjian.console.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts how often each caller calls, by a leaking bucket (GCRA, ITU-T I.371): for each it keeps
/// the moment up to which its calls are paid for. Remembers a bounded number of callers, the
/// latest. Any thread.
final class CallRates {
    private static final int REMEMBERED = 20_000;
    private static final long NANOS = 1_000_000_000L;

    private final Duration each;
    private final Duration ahead;
    private final Map<String, Instant> paidUntil =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// @param perSecond calls each second in the long run
    /// @param burst calls at once
    CallRates(int perSecond, int burst) {
        this.each = Duration.ofNanos(NANOS / perSecond);
        this.ahead = each.multipliedBy(burst - 1L);
    }

    /// Counts a call; zero if it may be made, else how long to wait.
    synchronized Duration take(String caller, Instant now) {
        Instant known = paidUntil.get(caller);
        Instant paid = known == null || known.isBefore(now) ? now : known;
        Duration wait = Duration.between(now, paid).minus(ahead);
        if (wait.isPositive()) {
            return wait;
        }
        paidUntil.put(caller, paid.plus(each));
        return Duration.ZERO;
    }
}

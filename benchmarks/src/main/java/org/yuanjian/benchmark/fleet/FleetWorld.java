package org.yuanjian.benchmark.fleet;

import java.time.Clock;
import java.util.Random;

/// What all cameras of a fleet share.
///
/// @param clock time of day
/// @param counters sums over the fleet
/// @param random for SSRC, nonces and session names; nothing that must stay secret
record FleetWorld(Clock clock, FleetCounters counters, Random random) {
    /// A nonce of a login's challenge.
    String nonce() {
        return Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }
}

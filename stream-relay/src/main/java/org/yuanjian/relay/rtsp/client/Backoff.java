package org.yuanjian.relay.rtsp.client;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Full jitter between 1 s and a ceiling that doubles from 2 s to 60 s with each failure in a row.
final class Backoff {
    private static final long FIRST_CEILING_MILLIS = 2_000;
    private static final long MIN_MILLIS = 1_000;
    private static final long MAX_MILLIS = 60_000;

    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final RandomGenerator random;
    private long ceilingMillis = FIRST_CEILING_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// How long to wait before the next dial.
    long nextMillis() {
        long delay = random.nextLong(MIN_MILLIS, ceilingMillis + 1);
        ceilingMillis = Math.min(MAX_MILLIS, 2 * ceilingMillis);
        return delay;
    }

    /// A session has ended in which frames came for so long; only a steady one wipes out the
    /// failures before it, so that a camera that falls over at once is not dialled once a second.
    void played(long nanos) {
        if (nanos >= STEADY_NANOS) {
            reset();
        }
    }

    void reset() {
        ceilingMillis = FIRST_CEILING_MILLIS;
    }
}

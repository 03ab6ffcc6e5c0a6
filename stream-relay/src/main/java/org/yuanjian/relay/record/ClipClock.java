package org.yuanjian.relay.record;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Times of arrival by the server's clock, as it went when the clip was begun: a clock that is set
/// meanwhile does not tear it apart.
final class ClipClock {
    private final Instant now;
    private final long nowNanos;

    ClipClock(InstantSource clock) {
        this.now = clock.instant();
        this.nowNanos = System.nanoTime();
    }

    Instant at(long nanos) {
        return now.plusNanos(nanos - nowNanos);
    }

    /// When that was, `System.nanoTime`; never ahead of the beginning and at most so much before.
    long nanos(Instant instant, Duration most) {
        long ago = Duration.between(instant, now).toNanos();
        return nowNanos - Math.clamp(ago, 0, most.toNanos());
    }

    /// Since then, in nanoseconds.
    static long since(long nanos) {
        return System.nanoTime() - nanos;
    }
}

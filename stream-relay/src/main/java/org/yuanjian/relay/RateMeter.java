package org.yuanjian.relay;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How fast a count grows, between the last two askings that lie a second or more apart. Any
/// thread.
final class RateMeter {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier count;
    private final LongSupplier nanoTime;
    private long lastCount;
    private long lastNanos;
    private double perSecond;

    RateMeter(LongSupplier count, LongSupplier nanoTime) {
        this.count = count;
        this.nanoTime = nanoTime;
        this.lastCount = count.getAsLong();
        this.lastNanos = nanoTime.getAsLong();
    }

    /// 0 within the first second.
    synchronized double perSecond() {
        long now = nanoTime.getAsLong();
        long passed = now - lastNanos;
        if (passed >= WINDOW_NANOS) {
            long counted = count.getAsLong();
            perSecond = (counted - lastCount) * (double) WINDOW_NANOS / passed;
            lastCount = counted;
            lastNanos = now;
        }
        return perSecond;
    }
}

package org.yuanjian.media.fmp4;

import java.util.concurrent.TimeUnit;

/// Puts a track's timestamps on the one timeline of all tracks, by when they arrived.
///
/// The first access unit is placed by its arrival, those that follow by their own timestamps. A
/// camera that sets its clock is placed by arrival anew.
final class TrackClock {
    private static final long MAX_JUMP_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int SMOOTHING = 64;

    private final int timescale;
    private final long originNanos;
    private boolean started;
    private long offset;
    private long lastTicks;
    private long lastArrivalNanos;
    private double lagNanos;

    /// @param originNanos where the timeline begins, `System.nanoTime`
    TrackClock(int timescale, long originNanos) {
        this.timescale = timescale;
        this.originNanos = originNanos;
    }

    /// @return ticks from the timeline's origin
    long place(long timestampTicks, long arrivalNanos) {
        long arrival = arrivalNanos - originNanos;
        long elapsed = nanos(timestampTicks - lastTicks) - (arrivalNanos - lastArrivalNanos);
        if (!started || Math.abs(elapsed) > MAX_JUMP_NANOS) {
            started = true;
            offset = ticks(arrival) - timestampTicks;
            lagNanos = 0;
        }
        lastTicks = timestampTicks;
        lastArrivalNanos = arrivalNanos;
        long placed = timestampTicks + offset;
        lagNanos += (arrival - nanos(placed) - lagNanos) / SMOOTHING;
        return placed;
    }

    /// How much later than placed the access units arrive, on average.
    double lagNanos() {
        return lagNanos;
    }

    /// Places what follows so much later.
    void shift(double nanos) {
        offset += ticks((long) nanos);
        lagNanos -= nanos;
    }

    private long nanos(long ticks) {
        return (long) (ticks * 1e9 / timescale);
    }

    private long ticks(long nanos) {
        return (long) (nanos * (timescale / 1e9));
    }
}

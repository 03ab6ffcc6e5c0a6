package org.yuanjian.benchmark.fleet;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Sums over the whole fleet, counted on the event loops and read by the control port.
final class FleetCounters {
    final LongAdder dials = new LongAdder();
    final LongAdder refusedLogins = new LongAdder();
    final LongAdder plays = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder pictures = new LongAdder();
    final LongAdder socketFull = new LongAdder();
    final LongAdder droppedPictures = new LongAdder();
    final LongAdder keyFrameRequests = new LongAdder();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger playing = new AtomicInteger();

    private long second;
    private int dialsThisSecond;
    private int dialsPeak;

    /// Counts a connection that came at `epochSecond`.
    synchronized void dialled(long epochSecond) {
        dials.increment();
        if (epochSecond != second) {
            second = epochSecond;
            dialsThisSecond = 0;
        }
        dialsThisSecond++;
        dialsPeak = Math.max(dialsPeak, dialsThisSecond);
    }

    /// Most connections that came within one second of the clock.
    synchronized int dialsPeak() {
        return dialsPeak;
    }

    /// Begins all sums and the peak anew; what is open stays counted.
    synchronized void reset() {
        dials.reset();
        refusedLogins.reset();
        plays.reset();
        bytes.reset();
        pictures.reset();
        socketFull.reset();
        droppedPictures.reset();
        keyFrameRequests.reset();
        dialsPeak = 0;
    }
}

package org.yuanjian.relay.record;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;

/// The bounded hand-over from a stream to the thread of a clip. Full, it drops to the next key
/// frame and counts. Only [#poll] waits.
final class ClipQueue {
    private static final int MOST_WAITING = 4096;

    private final LinkedBlockingQueue<Item> waiting = new LinkedBlockingQueue<>();
    private final long mostBytes;
    private long bytes;
    private int live;
    private long dropped;
    private boolean skipping;
    private boolean closed;

    /// What happens to a stream, in order.
    sealed interface Item {}

    /// What follows is in these formats.
    record Tracks(List<TrackFormat> formats) implements Item {}

    /// @param burst owned by who took it from the queue
    /// @param isLive whether it counts
    record Burst(RtpBurst burst, boolean isLive) implements Item {}

    /// The stream is lost.
    record Lost(StreamFault fault) implements Item {}

    /// Nobody wants more.
    record Stop() implements Item {}

    ClipQueue(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// What came before, bounded by what the hub keeps.
    ///
    /// @param bursts borrowed
    synchronized void past(List<RtpBurst> bursts) {
        if (!closed) {
            bursts.forEach(burst -> waiting.add(new Burst(burst.retain(), false)));
        }
    }

    /// @param burst borrowed
    synchronized void offer(RtpBurst burst) {
        if (closed) {
            return;
        }
        if (bytes >= mostBytes || live >= MOST_WAITING || (skipping && !burst.startsKeyFrame())) {
            skipping = true;
            dropped++;
            return;
        }
        // Behind a gap only the key frame itself is of use, not what was read before it.
        RtpBurst kept = skipping ? burst.from(burst.keyFrameOffset()) : burst.retain();
        skipping = false;
        live++;
        bytes += kept.bytes();
        waiting.add(new Burst(kept, true));
    }

    /// Tells of what is no burst.
    synchronized void put(Item item) {
        if (!closed && waiting.size() < 2 * MOST_WAITING) {
            waiting.add(item);
        }
    }

    /// The next; null if none came in time.
    @Nullable Item poll(long millis) throws InterruptedException {
        Item item = waiting.poll(millis, TimeUnit.MILLISECONDS);
        if (item instanceof Burst burst && burst.isLive()) {
            taken(burst.burst().bytes());
        }
        return item;
    }

    private synchronized void taken(int count) {
        bytes -= count;
        live--;
    }

    /// Bursts that came while it was full.
    synchronized long dropped() {
        return dropped;
    }

    /// Lets go of what waits; nothing is taken any more.
    synchronized void close() {
        closed = true;
        for (Item item = waiting.poll(); item != null; item = waiting.poll()) {
            if (item instanceof Burst burst) {
                burst.burst().release();
            }
        }
    }
}

package org.yuanjian.relay;

import java.util.concurrent.atomic.LongAdder;

/// What one writer put out and dropped. Written on the writer's loop, read from anywhere.
public final class WriterCounters {
    private final LongAdder bytes = new LongAdder();
    private final LongAdder packets = new LongAdder();
    private final LongAdder droppedBursts = new LongAdder();

    public void sent(int sentBytes, int sentPackets) {
        bytes.add(sentBytes);
        packets.add(sentPackets);
    }

    public void dropped() {
        droppedBursts.increment();
    }

    public long bytes() {
        return bytes.sum();
    }

    public long packets() {
        return packets.sum();
    }

    /// Bursts not put out because the queue was full or a key frame was awaited.
    public long droppedBursts() {
        return droppedBursts.sum();
    }
}

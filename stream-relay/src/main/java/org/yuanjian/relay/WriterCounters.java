package org.yuanjian.relay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What one writer put out and dropped. Written on the writer's loop only, read from anywhere; a
/// count costs no more than an addition.
public final class WriterCounters {
    private static final VarHandle BYTES = field("bytes");
    private static final VarHandle DROPPED = field("droppedBursts");

    private long bytes;
    private long droppedBursts;

    private static VarHandle field(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(WriterCounters.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// On the writer's loop.
    public void sent(int sentBytes) {
        BYTES.setOpaque(this, bytes + sentBytes);
    }

    /// On the writer's loop.
    public void dropped() {
        DROPPED.setOpaque(this, droppedBursts + 1);
    }

    public long bytes() {
        return (long) BYTES.getOpaque(this);
    }

    /// Bursts not put out because the queue was full or a key frame was awaited.
    public long droppedBursts() {
        return (long) DROPPED.getOpaque(this);
    }
}

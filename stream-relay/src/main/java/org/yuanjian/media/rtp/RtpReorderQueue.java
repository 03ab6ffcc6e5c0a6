package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings the packets of one UDP source back into order, waiting a bounded time in a bounded window
/// for one that is late. One thread.
public final class RtpReorderQueue implements AutoCloseable {
    /// Packets the window holds; a power of two.
    private static final int WINDOW = 128;

    /// A step back further than this is a new numbering (RFC 3550 §A.1).
    private static final int MAX_MISORDER = 1000;

    private final Consumer<ByteBuf> receiver;
    private final long maxWaitNanos;
    private final @Nullable ByteBuf[] window = new ByteBuf[WINDOW];
    private boolean started;
    private int next;
    private int waiting;
    private long waitingSince;

    /// @param maxWaitNanos how long a gap is waited for
    /// @param receiver gets the packets in order and owns them
    public RtpReorderQueue(long maxWaitNanos, Consumer<ByteBuf> receiver) {
        this.maxWaitNanos = maxWaitNanos;
        this.receiver = receiver;
    }

    /// Takes a packet; owned by the queue.
    ///
    /// @param sequence its RTP sequence number
    /// @return false for one that came after its place had passed, or twice
    public boolean add(int sequence, ByteBuf packet, long nowNanos) {
        int ahead = started ? (short) (sequence - next) : 0;
        if (ahead < -MAX_MISORDER || ahead > MAX_MISORDER || !started) {
            drain();
            started = true;
            next = sequence;
            ahead = 0;
        }
        if (ahead < 0 || (ahead < WINDOW && window[sequence & (WINDOW - 1)] != null)) {
            packet.release();
            return false;
        }
        while (ahead >= WINDOW) {
            skip();
            ahead = (short) (sequence - next);
        }
        window[sequence & (WINDOW - 1)] = packet;
        waitingSince = waiting++ == 0 ? nowNanos : waitingSince;
        deliver(nowNanos);
        expire(nowNanos);
        return true;
    }

    /// Gives up on packets that were waited for too long; to be called now and then while no packet
    /// comes.
    public void expire(long nowNanos) {
        while (waiting > 0 && nowNanos - waitingSince >= maxWaitNanos) {
            while (window[next & (WINDOW - 1)] == null) {
                advance();
            }
            deliver(nowNanos);
        }
    }

    /// Whether packets are held back by a gap.
    public boolean isWaiting() {
        return waiting > 0;
    }

    @Override
    public void close() {
        for (int i = 0; i < WINDOW; i++) {
            ByteBuf packet = window[i];
            window[i] = null;
            if (packet != null) {
                packet.release();
            }
        }
        waiting = 0;
    }

    private void deliver(long nowNanos) {
        while (window[next & (WINDOW - 1)] != null) {
            skip();
            waitingSince = nowNanos;
        }
    }

    private void drain() {
        while (waiting > 0) {
            skip();
        }
    }

    /// Hands out the packet that is next, if it is there, and goes on.
    private void skip() {
        ByteBuf packet = window[next & (WINDOW - 1)];
        window[next & (WINDOW - 1)] = null;
        advance();
        if (packet != null) {
            waiting--;
            receiver.accept(packet);
        }
    }

    private void advance() {
        next = next + 1 & 0xFFFF;
    }
}

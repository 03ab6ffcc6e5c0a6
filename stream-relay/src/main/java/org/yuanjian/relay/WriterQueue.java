package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;

/// The bounded hand-over from a hub to its writers on one event loop: one task per read, however
/// many writers there are.
///
/// Writers on the hub's own loop are called at once. A loop that falls behind loses bursts up to
/// the next key frame.
final class WriterQueue {
    static final int MAX_WAITING_BURSTS = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WriterQueue.class);

    private final EventLoop loop;
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<StreamWriter> writers = new ArrayList<>();
    private boolean skipping;
    private int size;

    WriterQueue(EventLoop loop) {
        this.loop = loop;
    }

    // The methods below run on the hub's loop.

    void add(StreamWriter writer, List<TrackFormat> tracks, List<RtpBurst> gop) {
        size++;
        run(() -> start(writer, tracks, gop));
    }

    void remove(StreamWriter writer) {
        size--;
        run(() -> writers.remove(writer));
    }

    boolean isEmpty() {
        return size == 0;
    }

    void tracks(List<TrackFormat> tracks) {
        run(() -> each(writer -> writer.onTracks(tracks)));
    }

    void fault(StreamFault fault) {
        run(() -> each(writer -> writer.onFault(fault)));
    }

    void burst(RtpBurst burst) {
        if (loop.inEventLoop()) {
            deliver(burst);
        } else if (admits(burst)) {
            waiting.incrementAndGet();
            burst.retain();
            loop.execute(() -> handOver(burst));
        }
    }

    private boolean admits(RtpBurst burst) {
        boolean full = waiting.get() >= MAX_WAITING_BURSTS;
        skipping = full || (skipping && !burst.startsKeyFrame());
        return !skipping;
    }

    private void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    // The methods below run on the writers' loop.

    private void start(StreamWriter writer, List<TrackFormat> tracks, List<RtpBurst> gop) {
        writers.add(writer);
        guarded(
                writer,
                () -> {
                    if (!tracks.isEmpty()) {
                        writer.onTracks(tracks);
                    }
                    if (!gop.isEmpty()) {
                        writer.onGop(gop);
                    }
                });
        gop.forEach(RtpBurst::release);
    }

    private void handOver(RtpBurst burst) {
        waiting.decrementAndGet();
        try {
            deliver(burst);
        } finally {
            burst.release();
        }
    }

    private void deliver(RtpBurst burst) {
        for (int i = 0; i < writers.size(); i++) {
            StreamWriter writer = writers.get(i);
            try {
                writer.onBurst(burst);
            } catch (RuntimeException e) {
                expel(writer, e);
            }
        }
    }

    private void each(Consumer<StreamWriter> call) {
        List.copyOf(writers).forEach(writer -> guarded(writer, () -> call.accept(writer)));
    }

    private void guarded(StreamWriter writer, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            expel(writer, e);
        }
    }

    /// A writer that throws has broken its contract; it must not cost the others their picture.
    private void expel(StreamWriter writer, RuntimeException e) {
        LOG.error("writer={} threw and is taken off its stream", writer, e);
        writers.remove(writer);
    }
}

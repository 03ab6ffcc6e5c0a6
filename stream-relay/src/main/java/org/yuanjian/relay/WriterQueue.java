package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
    private final HubMeter meter;
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<StreamWriter> writers = new ArrayList<>();
    private final List<Newcomer> newcomers = new ArrayList<>();
    private boolean skipping;
    private int size;

    /// What a writer finds when it joins.
    ///
    /// @param gop the cached bursts, retained for the queue
    /// @param fault what is wrong with the stream at present
    /// @param joinedNanos `System.nanoTime` of the join
    record Welcome(
            List<TrackFormat> tracks,
            List<RtpBurst> gop,
            @Nullable StreamFault fault,
            long joinedNanos) {}

    private record Newcomer(StreamWriter writer, long joinedNanos) {}

    WriterQueue(EventLoop loop, HubMeter meter) {
        this.loop = loop;
        this.meter = meter;
    }

    // The methods below run on the hub's loop.

    void add(StreamWriter writer, Welcome welcome) {
        size++;
        run(() -> start(writer, welcome));
    }

    void remove(StreamWriter writer) {
        size--;
        run(() -> forget(writer));
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
        } else if (waiting.get() >= MAX_WAITING_BURSTS || (skipping && !burst.startsKeyFrame())) {
            skipping = true;
            meter.handOverDropped();
        } else {
            // Behind a gap only the key frame itself is of use, not what was read before it.
            RtpBurst kept = skipping ? burst.from(burst.keyFrameOffset()) : burst.retain();
            skipping = false;
            waiting.incrementAndGet();
            loop.execute(() -> handOver(kept));
        }
    }

    private void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    // The methods below run on the writers' loop.

    private void start(StreamWriter writer, Welcome welcome) {
        writers.add(writer);
        newcomers.add(new Newcomer(writer, welcome.joinedNanos()));
        guarded(writer, () -> greet(writer, welcome));
        welcome.gop().forEach(RtpBurst::release);
    }

    private void greet(StreamWriter writer, Welcome welcome) {
        if (!welcome.tracks().isEmpty()) {
            writer.onTracks(welcome.tracks());
        }
        if (!welcome.gop().isEmpty()) {
            writer.onGop(welcome.gop());
            pictured();
        }
        if (welcome.fault() != null) {
            writer.onFault(welcome.fault());
        }
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
        for (int i = writers.size() - 1; i >= 0; i--) {
            StreamWriter writer = writers.get(i);
            try {
                writer.onBurst(burst);
            } catch (RuntimeException e) {
                expel(writer, e);
            }
        }
        if (!newcomers.isEmpty() && burst.startsKeyFrame()) {
            pictured();
        }
    }

    private void pictured() {
        long now = System.nanoTime();
        for (Newcomer newcomer : newcomers) {
            if (newcomer.writer().showsAtOnce()) {
                meter.firstPicture(now - newcomer.joinedNanos());
            }
        }
        newcomers.clear();
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
        forget(writer);
        try {
            writer.onExpelled();
        } catch (RuntimeException again) {
            LOG.error("writer={} threw when it was taken off", writer, again);
        }
    }

    private void forget(StreamWriter writer) {
        writers.remove(writer);
        newcomers.removeIf(newcomer -> newcomer.writer().equals(writer));
    }
}

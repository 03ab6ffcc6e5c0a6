package org.yuanjian.relay.record;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.Subscription;
import org.yuanjian.relay.record.ClipEnd.Why;

/// Records clips, each on a thread of its own, a bounded number at once. Any thread.
public final class ClipRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClipRecorder.class);
    private static final int TICK_MILLIS = 200;
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// An order that took longer to get here counts as one of that long ago.
    private static final Duration OLDEST_ORDER = Duration.ofSeconds(10);

    private final StreamRelay relay;
    private final EventLoopGroup loops;
    private final InstantSource clock;
    private final Settings settings;
    private final ClipOutput.Opener opener;
    private final Semaphore places;
    private final Map<Thread, ClipQueue> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// @param clips the most at once
    /// @param queueBytes the most that waits for the disk, of each
    /// @param clipBytes the most one may have
    public record Settings(int clips, long queueBytes, long clipBytes) {}

    public ClipRecorder(
            StreamRelay relay, EventLoopGroup loops, InstantSource clock, Settings settings) {
        this(relay, loops, clock, settings, ClipOutput::file);
    }

    ClipRecorder(
            StreamRelay relay,
            EventLoopGroup loops,
            InstantSource clock,
            Settings settings,
            ClipOutput.Opener opener) {
        this.relay = relay;
        this.loops = loops;
        this.clock = clock;
        this.settings = settings;
        this.opener = opener;
        this.places = new Semaphore(settings.clips());
    }

    /// Begins a clip, if there is a place for one more.
    ///
    /// @param done hears once, on the clip's thread, of its end; may block
    public boolean record(ClipOrder order, Consumer<ClipEnd> done) {
        if (closed || !places.tryAcquire()) {
            return false;
        }
        ClipQueue queue = new ClipQueue(settings.queueBytes());
        Thread thread =
                Thread.ofPlatform()
                        .name("clip-" + order.stream())
                        .unstarted(() -> run(order, queue, done));
        running.put(thread, queue);
        thread.start();
        if (closed) {
            queue.put(new ClipQueue.Stop());
        }
        return true;
    }

    private void run(ClipOrder order, ClipQueue queue, Consumer<ClipEnd> done) {
        try {
            ClipEnd end = record(order, queue);
            LOG.info(
                    "stream={} clip ended why={} fragments={} bytes={} lost={} leftOut={}",
                    order.stream(),
                    end.why().key(),
                    end.index().fragments().size(),
                    end.index().bytes(),
                    end.lost(),
                    end.sound().leftOut());
            done.accept(end);
        } catch (RuntimeException e) {
            LOG.error("stream={} clip", order.stream(), e);
        } finally {
            places.release();
            running.remove(Thread.currentThread());
        }
    }

    private ClipEnd record(ClipOrder order, ClipQueue queue) {
        try (ClipFile file = new ClipFile(opener.open(order.file()))) {
            return record(order, queue, file);
        } catch (IOException e) {
            LOG.warn("stream={} clip: {}", order.stream(), e.toString());
            return new ClipEnd(Why.DISK, RecordIndex.NOTHING, 0, ClipEnd.Sound.NONE);
        }
    }

    private ClipEnd record(ClipOrder order, ClipQueue queue, ClipFile file) {
        ClipClock times = new ClipClock(clock);
        long ordered = times.nanos(order.ordered(), OLDEST_ORDER);
        long endNanos = ordered + order.after().toNanos();
        long sinceNanos = ordered - order.before().toNanos();
        try (ClipCutting cutting = new ClipCutting(file, times, endNanos, settings.clipBytes())) {
            RecordWriter writer = new RecordWriter(loops.next(), queue, sinceNanos);
            Subscription place = relay.join(order.stream(), writer);
            try {
                cut(cutting, queue, endNanos);
            } catch (RuntimeException e) {
                LOG.error("stream={} clip", order.stream(), e);
                cutting.end(Why.FAILED);
            } finally {
                place.leave();
                queue.close();
            }
            return end(cutting, file.index(), queue.dropped());
        }
    }

    private static ClipEnd end(ClipCutting cutting, RecordIndex index, long dropped) {
        Why why = cutting.end() == null ? Why.FAILED : cutting.end();
        boolean isEmpty = why == Why.COMPLETE && index.fragments().isEmpty();
        return new ClipEnd(
                isEmpty ? Why.NOTHING_CAME : why, index, cutting.lost() + dropped, cutting.sound());
    }

    private static void cut(ClipCutting cutting, ClipQueue queue, long endNanos) {
        while (cutting.end() == null) {
            ClipQueue.@Nullable Item item = next(queue);
            if (item != null) {
                cutting.take(item);
            } else if (ClipClock.since(endNanos) > GRACE_NANOS) {
                cutting.end(Why.COMPLETE);
            } else {
                cutting.tick();
            }
        }
        cutting.finish();
    }

    private static ClipQueue.@Nullable Item next(ClipQueue queue) {
        try {
            return queue.poll(TICK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ClipQueue.Stop();
        }
    }

    /// Ends all clips where they are, and waits until whoever ordered them has heard of it.
    @Override
    public void close() {
        closed = true;
        running.values().forEach(queue -> queue.put(new ClipQueue.Stop()));
        try {
            for (Thread thread : running.keySet()) {
                boolean _ = thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

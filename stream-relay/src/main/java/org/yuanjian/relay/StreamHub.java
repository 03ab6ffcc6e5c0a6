package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.WriterQueue.Welcome;

/// Hands what one source brings to all writers of the stream, and lets the source go a while after
/// the last has left.
///
/// Lives on one event loop. Demand is counted from any thread; once it has fallen to nothing and
/// the pause is over, the hub closes for good and a later viewer gets a new one.
public final class StreamHub implements StreamSource.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);
    private static final int CLOSED = Integer.MIN_VALUE;
    private static final StreamFault LET_GO =
            new StreamFault(StreamFault.Kind.ENDED, "the relay let the stream go");
    private static final long KEY_FRAME_REQUEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final StreamId id;
    private final StreamSource source;
    private final EventLoop loop;
    private final StreamRelay.Settings settings;
    private final Consumer<StreamHub> onClosed;
    private final AtomicInteger demand = new AtomicInteger();
    private final AtomicBoolean keptOpen = new AtomicBoolean();
    private final HubMeter meter;

    private final HubObserver observer;
    private final Map<EventLoop, WriterQueue> queues = new HashMap<>();
    private final GopCache gop;
    private final RecentBursts recent;
    private List<TrackFormat> tracks = List.of();
    private @Nullable StreamFault fault;
    private @Nullable ScheduledFuture<?> release;
    private boolean awaitsKeyFrame;
    private boolean shut;
    private long lastKeyFrameRequest;

    /// What the hub keeps, and for how long.
    ///
    /// @param recentBytes what all hubs keep for clips
    record Memory(StreamRelay.Settings settings, AtomicLong recentBytes) {}

    StreamHub(
            StreamId id,
            StreamSource source,
            EventLoop loop,
            Memory memory,
            HubObserver observer,
            Consumer<StreamHub> onClosed) {
        this.id = id;
        this.source = source;
        this.loop = loop;
        this.settings = memory.settings();
        this.recent = new RecentBursts(settings.recent(), memory.recentBytes());
        this.observer = observer;
        this.onClosed = onClosed;
        this.meter = new HubMeter(observer::firstPicture);
        this.gop = new GopCache(settings.gopBytes());
        this.lastKeyFrameRequest = System.nanoTime() - KEY_FRAME_REQUEST_NANOS;
    }

    /// Starts the source; once, after the constructor.
    void open() {
        observer.opened(this);
        source.start(loop, this);
    }

    public StreamId id() {
        return id;
    }

    public HubMeter meter() {
        return meter;
    }

    /// Where the stream comes from, for what it counts.
    StreamSource source() {
        return source;
    }

    public EventLoop loop() {
        return loop;
    }

    /// Adds a writer; empty if the hub has closed.
    Optional<Subscription> join(StreamWriter writer) {
        if (!acquire()) {
            return Optional.empty();
        }
        long joinedNanos = System.nanoTime();
        loop.execute(() -> add(writer, joinedNanos));
        return Optional.of(new Place(writer));
    }

    /// Never let the source go; false if the hub has closed.
    boolean keepOpen() {
        return keptOpen.get() || acquireForGood();
    }

    private boolean acquireForGood() {
        if (!acquire()) {
            return false;
        }
        if (!keptOpen.compareAndSet(false, true)) {
            loop.execute(this::releaseDemand);
        }
        return true;
    }

    /// How the stream is reached has changed; those who wait shall have it as soon as can be.
    void reopen() {
        loop.execute(() -> {
            if (!shut) {
                source.reopen();
                if (!queues.isEmpty()) {
                    source.hasten();
                }
            }
        });
    }

    void close() {
        if (demand.getAndSet(CLOSED) != CLOSED) {
            loop.execute(this::shut);
        }
    }

    private boolean acquire() {
        return demand.getAndUpdate(count -> count == CLOSED ? CLOSED : count + 1) != CLOSED;
    }

    private void releaseDemand() {
        int left = demand.updateAndGet(count -> count == CLOSED ? CLOSED : count - 1);
        if (left == 0) {
            cancelRelease();
            long pause = settings.releaseAfter().toMillis();
            release = loop.schedule(this::closeIfIdle, pause, TimeUnit.MILLISECONDS);
        }
    }

    /// The pause counts from the last leave.
    private void cancelRelease() {
        if (release != null) {
            release.cancel(false);
            release = null;
        }
    }

    private void closeIfIdle() {
        if (demand.compareAndSet(0, CLOSED)) {
            shut();
        }
    }

    private void shut() {
        shut = true;
        cancelRelease();
        onClosed.accept(this);
        observer.closed(this);
        source.stop();
        gop.clear();
        recent.clear();
        queues.values().forEach(queue -> queue.fault(LET_GO));
        queues.clear();
        LOG.info("stream={} source let go", id);
    }

    private void add(StreamWriter writer, long joinedNanos) {
        if (shut) {
            writer.loop().execute(() -> writer.onFault(LET_GO));
            return;
        }
        if (queues.isEmpty()) {
            source.watched(true);
        }
        WriterQueue queue =
                queues.computeIfAbsent(
                        writer.loop(), loopOfWriter -> new WriterQueue(loopOfWriter, meter));
        queue.add(writer, welcome(writer, joinedNanos));
        if (writer.isViewer()) {
            meter.viewerJoined(writer.counters());
        }
        if (gop.isEmpty()) {
            source.hasten();
            askKeyFrame();
        } else if (writer.wantsSince().isPresent() && recent.isEmpty()) {
            askKeyFrame();
        }
    }

    private Welcome welcome(StreamWriter writer, long joinedNanos) {
        OptionalLong since = writer.wantsSince();
        if (since.isEmpty()) {
            return new Welcome(tracks, gop.retained(), fault, joinedNanos);
        }
        List<TrackFormat> kept = recent.isEmpty() ? tracks : recent.tracks();
        return new Welcome(kept, recent.since(since.getAsLong()), fault, joinedNanos);
    }

    private void remove(StreamWriter writer) {
        WriterQueue queue = queues.get(writer.loop());
        if (queue == null) {
            return;
        }
        queue.remove(writer);
        if (queue.isEmpty()) {
            queues.remove(writer.loop());
            if (queues.isEmpty()) {
                source.watched(false);
                recent.clear();
            }
        }
        if (writer.isViewer()) {
            meter.viewerLeft(writer.counters());
        }
    }

    private void left(StreamWriter writer) {
        remove(writer);
        releaseDemand();
    }

    private void askKeyFrame() {
        long now = System.nanoTime();
        if (now - lastKeyFrameRequest >= KEY_FRAME_REQUEST_NANOS) {
            lastKeyFrameRequest = now;
            source.requestKeyFrame();
        }
    }

    @Override
    public void onTracks(List<TrackFormat> newTracks) {
        if (shut) {
            return;
        }
        gop.clear();
        awaitsKeyFrame = true;
        tracks = List.copyOf(newTracks);
        recent.tracks(tracks);
        meter.tracks(tracks);
        queues.values().forEach(queue -> queue.tracks(tracks));
    }

    @Override
    public void onBurst(RtpBurst burst) {
        if (shut) {
            return;
        }
        fault = null;
        meter.burst(burst);
        gop.add(burst);
        if (!queues.isEmpty()) {
            recent.add(burst);
        }
        for (WriterQueue queue : queues.values()) {
            queue.burst(burst);
        }
        awaitsKeyFrame &= !burst.startsKeyFrame();
        if (awaitsKeyFrame && !queues.isEmpty()) {
            askKeyFrame();
        }
    }

    @Override
    public void onLost(StreamFault lost) {
        if (shut) {
            return;
        }
        fault = lost;
        // Who joins now waits for what the camera says when it is back.
        tracks = List.of();
        gop.clear();
        meter.lost();
        queues.values().forEach(queue -> queue.fault(lost));
        if (!recent.isEmpty()) {
            long kept = settings.recent().time().toMillis();
            loop.schedule(() -> forgetIf(lost), kept, TimeUnit.MILLISECONDS);
        }
    }

    /// What came before a loss is of use as long as it is recent.
    private void forgetIf(StreamFault lost) {
        if (lost.equals(fault)) {
            recent.clear();
        }
    }

    private final class Place implements Subscription {
        private final StreamWriter writer;
        private final AtomicBoolean left = new AtomicBoolean();

        Place(StreamWriter writer) {
            this.writer = writer;
        }

        @Override
        public void leave() {
            if (left.compareAndSet(false, true)) {
                loop.execute(() -> left(writer));
            }
        }

        @Override
        public void requestKeyFrame() {
            loop.execute(StreamHub.this::askKeyFrame);
        }

        @Override
        public HubMeter meter() {
            return meter;
        }
    }
}

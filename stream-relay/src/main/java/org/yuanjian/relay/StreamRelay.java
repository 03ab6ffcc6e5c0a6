package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;

/// Finds or opens the hub of a stream. One hub per stream however many watch. Any thread.
public final class StreamRelay {
    private final StreamCatalog catalog;
    private final EventLoopGroup loops;
    private final Settings settings;
    private final ConcurrentHashMap<StreamId, StreamHub> hubs = new ConcurrentHashMap<>();
    private final AtomicLong recentBytes = new AtomicLong();
    private volatile HubObserver observer = HubObserver.NONE;

    /// @param releaseAfter how long a source is kept open after its last viewer left
    /// @param gopBytes the most a hub keeps of one GOP; a longer GOP is not cached
    /// @param recent what is kept of watched streams for clips
    public record Settings(Duration releaseAfter, int gopBytes, Recent recent) {
        /// Keeps nothing for clips.
        public Settings(Duration releaseAfter, int gopBytes) {
            this(releaseAfter, gopBytes, Recent.NOTHING);
        }
    }

    /// What is kept of streams that somebody watches, so that a clip can begin before its order.
    ///
    /// @param time how far back; zero for not at all
    /// @param bytes the most of one stream
    /// @param totalBytes the most of all streams together
    public record Recent(Duration time, long bytes, long totalBytes) {
        public static final Recent NOTHING = new Recent(Duration.ZERO, 0, 0);
    }

    public StreamRelay(StreamCatalog catalog, EventLoopGroup loops, Settings settings) {
        this.catalog = catalog;
        this.loops = loops;
        this.settings = settings;
    }

    /// Whom to tell of hubs opened from now on.
    public void observe(HubObserver hubObserver) {
        observer = hubObserver;
    }

    /// Puts a writer on a stream, opening it if need be. For a stream that does not exist the
    /// writer gets [StreamFault.Kind#UNKNOWN_STREAM] and nothing else.
    public Subscription join(StreamId id, StreamWriter writer) {
        while (true) {
            Optional<StreamHub> hub = hub(id);
            if (hub.isEmpty()) {
                return unknown(id, writer);
            }
            Optional<Subscription> place = hub.get().join(writer);
            if (place.isPresent()) {
                return place.get();
            }
            // The hub closed between the look-up and the join; the next look opens a new one.
            hubs.remove(id, hub.get());
        }
    }

    /// Opens a stream and keeps it open though nobody watches.
    public void keepOpen(StreamId id) {
        Optional<StreamHub> hub = hub(id);
        while (hub.isPresent() && !hub.get().keepOpen()) {
            hubs.remove(id, hub.get());
            hub = hub(id);
        }
    }

    /// How a stream is reached has changed: if it is open, its source looks again, and a refusal of
    /// the old credentials counts no longer. Viewers stay where they are.
    public void reopen(StreamId id) {
        StreamHub hub = hubs.get(id);
        if (hub != null) {
            hub.reopen();
        }
    }

    /// Bytes kept of watched streams for clips.
    public long recentBytes() {
        return recentBytes.get();
    }

    /// The hubs that are open now.
    public Collection<StreamHub> hubs() {
        return List.copyOf(hubs.values());
    }

    /// All streams of the point, the best picture first.
    public List<StreamId> alternatives(StreamId id) {
        return catalog.streams(id.point()).stream().filter(other -> !other.equals(id)).toList();
    }

    /// What may play where this stream, or any other of the point, cannot: those others, then this
    /// one turned into H.264.
    public List<StreamId> playable(StreamId id) {
        List<StreamId> found = new ArrayList<>(alternatives(id));
        catalog.turned(id).ifPresent(found::add);
        return List.copyOf(found);
    }

    /// Lets every stream go.
    public void close() {
        hubs.values().forEach(StreamHub::close);
        hubs.clear();
    }

    private Optional<StreamHub> hub(StreamId id) {
        return Optional.ofNullable(hubs.computeIfAbsent(id, this::open));
    }

    private @Nullable StreamHub open(StreamId id) {
        Optional<StreamSource> source = catalog.open(id);
        if (source.isEmpty()) {
            return null;
        }
        EventLoop loop = loops.next();
        StreamHub opened =
                new StreamHub(
                        id,
                        source.get(),
                        loop,
                        new StreamHub.Memory(settings, recentBytes),
                        observer,
                        hub -> hubs.remove(id, hub));
        opened.open();
        return opened;
    }

    private static Subscription unknown(StreamId id, StreamWriter writer) {
        StreamFault fault = new StreamFault(StreamFault.Kind.UNKNOWN_STREAM, id.toString());
        writer.loop().execute(() -> writer.onFault(fault));
        return new Subscription() {
            @Override
            public void leave() {}

            @Override
            public void requestKeyFrame() {}

            @Override
            public HubMeter meter() {
                return new HubMeter();
            }
        };
    }
}

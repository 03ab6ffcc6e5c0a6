package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.StreamId;

/// Gives streams as access units: one tap per stream, put on it with the first sink and taken off
/// with the last. Any thread.
public final class AccessUnitTaps {
    private final StreamRelay relay;
    private final EventLoopGroup loops;
    private final ConcurrentHashMap<StreamId, Entry> entries = new ConcurrentHashMap<>();

    public AccessUnitTaps(StreamRelay relay, EventLoopGroup loops) {
        this.relay = relay;
        this.loops = loops;
    }

    /// Gives a stream's access units to `sink`. The first sink of a stream starts with the current
    /// GOP, a later one with the next key frame, which is asked for. Of a stream that cannot be had
    /// the sink hears the fault.
    public TapSubscription join(StreamId id, AccessUnitSink sink) {
        return join(id, (EventLoop _) -> sink);
    }

    /// The same for a sink that must know its loop.
    ///
    /// @param maker gets the loop the sink's calls will come on; must be quick
    public TapSubscription join(StreamId id, Function<EventLoop, AccessUnitSink> maker) {
        AtomicReference<AccessUnitSink> made = new AtomicReference<>();
        Entry entry =
                entries.compute(
                        id,
                        (_, open) -> {
                            EventLoop loop = open == null ? loops.next() : open.tap.loop();
                            AccessUnitSink sink = maker.apply(loop);
                            made.set(sink);
                            return acquire(id, loop, sink, open);
                        });
        return new Place(id, entry, made.get());
    }

    /// How many streams are put together now.
    public int size() {
        return entries.size();
    }

    private Entry acquire(StreamId id, EventLoop loop, AccessUnitSink sink, @Nullable Entry open) {
        if (open == null) {
            // The first sink is there before the tap joins, so that it misses nothing of the GOP.
            AccessUnitTap tap = new AccessUnitTap(id, loop, sink);
            return new Entry(tap, relay.join(id, tap));
        }
        open.demand++;
        open.tap.loop().execute(() -> open.tap.add(sink, open.subscription));
        return open;
    }

    private static @Nullable Entry release(@Nullable Entry entry) {
        if (entry == null || --entry.demand > 0) {
            return entry;
        }
        entry.subscription.leave();
        return null;
    }

    private static final class Entry {
        private final AccessUnitTap tap;
        private final Subscription subscription;
        private int demand = 1;

        Entry(AccessUnitTap tap, Subscription subscription) {
            this.tap = tap;
            this.subscription = subscription;
        }
    }

    private final class Place implements TapSubscription {
        private final StreamId id;
        private final Entry entry;
        private final AccessUnitSink sink;
        private final AtomicBoolean left = new AtomicBoolean();

        Place(StreamId id, Entry entry, AccessUnitSink sink) {
            this.id = id;
            this.entry = entry;
            this.sink = sink;
        }

        @Override
        public EventLoop loop() {
            return entry.tap.loop();
        }

        @Override
        public void leave() {
            if (left.compareAndSet(false, true)) {
                entries.computeIfPresent(id, (_, open) -> release(open));
                entry.tap.loop().execute(() -> entry.tap.remove(sink));
            }
        }

        @Override
        public void requestKeyFrame() {
            entry.subscription.requestKeyFrame();
        }

        @Override
        public HubMeter meter() {
            return entry.subscription.meter();
        }
    }
}

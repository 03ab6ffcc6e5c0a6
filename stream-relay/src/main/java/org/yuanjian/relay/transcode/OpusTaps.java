package org.yuanjian.relay.transcode;

import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.AccessUnitTaps;
import org.yuanjian.relay.TapSubscription;

/// Gives the AAC of streams as Opus, for viewers over WebRTC: turned once per stream, from the
/// first who listens to the last. Any thread.
public final class OpusTaps {
    private final AccessUnitTaps taps;
    private final TranscodeWorkers workers;
    private final ConcurrentHashMap<StreamId, Entry> entries = new ConcurrentHashMap<>();

    public OpusTaps(AccessUnitTaps taps, TranscodeWorkers workers) {
        this.taps = taps;
        this.workers = workers;
    }

    /// Gives a stream's Opus to `sink`: each access unit one packet of 20 ms, timestamps at 48 kHz.
    ///
    /// `onTracks` tells all tracks of the stream with Opus in place of AAC; access units are those
    /// of the Opus tracks only. What was cached of the current GOP comes first, in one go: who
    /// plays live leaves out what [org.yuanjian.media.AccessUnit#arrivalNanos] tells is old.
    public TapSubscription join(StreamId id, AccessUnitSink sink) {
        Entry entry = entries.compute(id, (_, open) -> acquire(id, open));
        entry.subscription.loop().execute(() -> entry.sinks.add(sink));
        return new Place(id, entry, sink);
    }

    /// How many streams are turned now.
    public int size() {
        return entries.size();
    }

    private Entry acquire(StreamId id, @Nullable Entry open) {
        Entry entry = open == null ? new Entry(id) : open;
        entry.demand++;
        return entry;
    }

    private static @Nullable Entry release(Entry entry) {
        if (--entry.demand > 0) {
            return entry;
        }
        entry.subscription.leave();
        entry.subscription.loop().execute(entry::close);
        return null;
    }

    private final class Entry {
        private final OpusFan sinks = new OpusFan();
        private final TapSubscription subscription;
        private int demand;
        private @Nullable OpusTranscoding transcoding;

        Entry(StreamId id) {
            subscription = taps.join(id, this::transcoded);
        }

        private AccessUnitSink transcoded(EventLoop loop) {
            OpusTranscoding made = OpusTranscoding.ofAac(sinks, loop, workers);
            transcoding = made;
            return new AudioOnly(made);
        }

        void close() {
            if (transcoding != null) {
                transcoding.close();
            }
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
            return entry.subscription.loop();
        }

        @Override
        public void leave() {
            if (left.compareAndSet(false, true)) {
                loop().execute(() -> entry.sinks.remove(sink));
                entries.computeIfPresent(id, (_, open) -> release(open));
            }
        }

        @Override
        public void requestKeyFrame() {
            entry.subscription.requestKeyFrame();
        }
    }
}

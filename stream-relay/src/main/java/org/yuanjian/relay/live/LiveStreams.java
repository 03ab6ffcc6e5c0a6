package org.yuanjian.relay.live;

import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.AccessUnitTaps;
import org.yuanjian.relay.HubMeter;
import org.yuanjian.relay.Subscription;
import org.yuanjian.relay.TapSubscription;
import org.yuanjian.relay.transcode.OpusTranscoding;
import org.yuanjian.relay.transcode.TranscodeWorkers;

/// The streams that are cut into fragments now: opened with the first viewer, let go with the last.
/// Any thread.
final class LiveStreams {
    private final AccessUnitTaps taps;
    private final TranscodeWorkers workers;
    private final ConcurrentHashMap<StreamId, Entry> entries = new ConcurrentHashMap<>();

    LiveStreams(AccessUnitTaps taps, TranscodeWorkers workers) {
        this.taps = taps;
        this.workers = workers;
    }

    Subscription join(StreamId id, Fmp4Writer viewer) {
        Entry entry = entries.compute(id, (_, open) -> acquire(id, open));
        HubMeter meter = entry.subscription.meter();
        meter.viewerJoined(viewer.counters());
        viewer.onFirstPicture(meter::firstPicture);
        entry.loop().execute(() -> entry.stream.add(viewer));
        return new Place(id, entry, viewer);
    }

    int size() {
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
        entry.loop().execute(entry::close);
        return null;
    }

    private final class Entry {
        private final LiveStream stream = new LiveStream();
        private final TapSubscription subscription;
        private int demand;
        private @Nullable OpusTranscoding transcoding;

        Entry(StreamId id) {
            subscription = taps.join(id, this::transcoded);
        }

        /// G.711 becomes Opus on its way into fragments; AAC and Opus pass.
        private OpusTranscoding transcoded(EventLoop loop) {
            OpusTranscoding made = OpusTranscoding.ofG711(stream, loop, workers);
            transcoding = made;
            return made;
        }

        EventLoop loop() {
            return subscription.loop();
        }

        void remove(Fmp4Writer viewer) {
            stream.remove(viewer);
            subscription.meter().viewerLeft(viewer.counters());
        }

        void close() {
            if (transcoding != null) {
                transcoding.close();
            }
            stream.close();
        }
    }

    private final class Place implements Subscription {
        private final StreamId id;
        private final Entry entry;
        private final Fmp4Writer viewer;
        private final AtomicBoolean left = new AtomicBoolean();

        Place(StreamId id, Entry entry, Fmp4Writer viewer) {
            this.id = id;
            this.entry = entry;
            this.viewer = viewer;
        }

        @Override
        public void leave() {
            if (left.compareAndSet(false, true)) {
                entry.loop().execute(() -> entry.remove(viewer));
                entries.computeIfPresent(id, (_, open) -> release(open));
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

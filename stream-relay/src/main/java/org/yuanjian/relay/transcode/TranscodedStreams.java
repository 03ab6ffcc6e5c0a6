package org.yuanjian.relay.transcode;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.relay.AccessUnitTaps;

/// A catalog of streams that has each of them as H.264 too, as a stream of its own: opened with its
/// first viewer and let go with its last, like any other. Any thread.
public final class TranscodedStreams implements StreamCatalog {
    private static final String SUFFIX = "-h264";

    private final StreamCatalog originals;
    private final TranscodeSettings settings;
    private final TranscodeCounters counters;
    private volatile @Nullable AccessUnitTaps taps;

    public TranscodedStreams(
            StreamCatalog originals, TranscodeSettings settings, MeterRegistry registry) {
        this.originals = originals;
        this.settings = settings;
        this.counters = new TranscodeCounters(registry);
    }

    /// Where the originals are had from; before the first stream is opened.
    public void takeFrom(AccessUnitTaps open) {
        taps = open;
    }

    /// How many streams are turned now.
    public int running() {
        return counters.running();
    }

    @Override
    public Optional<StreamSource> open(StreamId id) {
        Optional<StreamId> original = original(id);
        return original.isPresent() ? original.flatMap(this::turn) : originals.open(id);
    }

    private Optional<StreamSource> turn(StreamId original) {
        AccessUnitTaps open = taps;
        return open == null
                ? Optional.empty()
                : Optional.of(
                        new TranscodedSource(
                                new VideoTranscoding.Surroundings(
                                        original, open, settings, counters)));
    }

    /// What `id` is turned from, if it is the name of a turned stream and there is an original.
    private Optional<StreamId> original(StreamId id) {
        int length = id.name().length() - SUFFIX.length();
        return length > 0 && id.name().endsWith(SUFFIX)
                ? Optional.of(new StreamId(id.point(), id.name().substring(0, length)))
                        .filter(this::isTurnable)
                : Optional.empty();
    }

    private boolean isTurnable(StreamId original) {
        return settings.most() > 0 && originals.streams(original.point()).contains(original);
    }

    @Override
    public List<StreamId> streams(String point) {
        return originals.streams(point);
    }

    @Override
    public Optional<StreamId> turned(StreamId id) {
        return Optional.of(id)
                .filter(this::isTurnable)
                .map(original -> new StreamId(original.point(), original.name() + SUFFIX));
    }
}

package org.yuanjian.relay.transcode;

import java.util.List;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;

/// Keeps pictures from a sink that only listens.
final class AudioOnly implements AccessUnitSink {
    private final AccessUnitSink sink;
    private List<TrackFormat> tracks = List.of();

    AudioOnly(AccessUnitSink sink) {
        this.sink = sink;
    }

    @Override
    public void onTracks(List<TrackFormat> now) {
        tracks = now;
        sink.onTracks(now);
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        if (!tracks.get(unit.track()).codec().isVideo()) {
            sink.onAccessUnit(unit);
        }
    }

    @Override
    public void onFault(StreamFault fault) {
        sink.onFault(fault);
    }
}

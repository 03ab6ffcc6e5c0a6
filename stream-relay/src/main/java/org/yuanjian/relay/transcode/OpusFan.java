package org.yuanjian.relay.transcode;

import java.util.ArrayList;
import java.util.List;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.Codec;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;

/// Hands a stream's Opus to all who listen. On one event loop.
final class OpusFan implements AccessUnitSink {
    private final List<AccessUnitSink> sinks = new ArrayList<>();
    private List<TrackFormat> tracks = List.of();

    void add(AccessUnitSink sink) {
        sinks.add(sink);
        if (!tracks.isEmpty()) {
            sink.onTracks(tracks);
        }
    }

    void remove(AccessUnitSink sink) {
        sinks.remove(sink);
    }

    @Override
    public void onTracks(List<TrackFormat> now) {
        tracks = now;
        List.copyOf(sinks).forEach(sink -> sink.onTracks(now));
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        if (tracks.get(unit.track()).codec() == Codec.OPUS) {
            List.copyOf(sinks).forEach(sink -> sink.onAccessUnit(unit));
        }
    }

    @Override
    public void onFault(StreamFault fault) {
        List.copyOf(sinks).forEach(sink -> sink.onFault(fault));
    }
}

package org.yuanjian.media.rtp;

import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// Reads Opus: exactly one Opus packet per RTP packet (RFC 7587 §4.2).
final class OpusReader extends SampleReader {
    OpusReader(int track, TrackFormat format, Consumer<AccessUnit> receiver) {
        super(track, format, receiver);
    }
}

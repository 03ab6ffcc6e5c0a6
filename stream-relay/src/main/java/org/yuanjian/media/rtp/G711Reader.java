package org.yuanjian.media.rtp;

import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// Reads G.711 A-law and µ-law: one byte per sample (RFC 3551 §4.5.14).
final class G711Reader extends SampleReader {
    G711Reader(int track, TrackFormat format, Consumer<AccessUnit> receiver) {
        super(track, format, receiver);
    }
}

package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import java.util.List;

/// One sample of a track on its way into a fragment; owns its units.
///
/// @param decodeTicks and `durationTicks` in the track's timescale
/// @param offsetTicks presentation time less decode time
/// @param prefixed whether each unit stands behind its length, as NAL units do
record Sample(
        long decodeTicks,
        int durationTicks,
        int offsetTicks,
        boolean keyFrame,
        boolean prefixed,
        List<ByteBuf> units) {
    private static final int LENGTH_BYTES = 4;

    int bytes() {
        int bytes = 0;
        for (ByteBuf unit : units) {
            bytes += unit.readableBytes() + (prefixed ? LENGTH_BYTES : 0);
        }
        return bytes;
    }

    /// The same with another duration; takes over the units.
    Sample lasting(int ticks) {
        return new Sample(decodeTicks, ticks, offsetTicks, keyFrame, prefixed, units);
    }

    void writeTo(ByteBuf out) {
        for (ByteBuf unit : units) {
            if (prefixed) {
                out.writeInt(unit.readableBytes());
            }
            out.writeBytes(unit, unit.readerIndex(), unit.readableBytes());
        }
    }

    void release() {
        units.forEach(ByteBuf::release);
    }
}

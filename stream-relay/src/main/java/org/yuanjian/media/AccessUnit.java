package org.yuanjian.media;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.util.List;

/// One coded picture, or the audio of one RTP packet. Reference counted: who keeps it beyond the
/// call retains it.
///
/// Units are NAL units without start codes (video), one raw AAC frame each (AAC), or the samples as
/// they came (G.711, Opus: one unit).
public final class AccessUnit extends AbstractReferenceCounted {
    private final int track;
    private final long timestampTicks;
    private final long arrivalNanos;
    private final boolean keyFrame;
    private final List<ByteBuf> units;

    /// @param track index of the track in the stream's list of formats
    /// @param timestampTicks RTP timestamp of presentation, unwrapped to 64 bits, in the track's
    ///   clock
    /// @param arrivalNanos when its last packet was read, `System.nanoTime`
    /// @param keyFrame whether a decoder can start here; always true for audio
    /// @param units owned by the new access unit
    public AccessUnit(
            int track,
            long timestampTicks,
            long arrivalNanos,
            boolean keyFrame,
            List<ByteBuf> units) {
        this.track = track;
        this.timestampTicks = timestampTicks;
        this.arrivalNanos = arrivalNanos;
        this.keyFrame = keyFrame;
        this.units = List.copyOf(units);
    }

    public int track() {
        return track;
    }

    public long timestampTicks() {
        return timestampTicks;
    }

    public long arrivalNanos() {
        return arrivalNanos;
    }

    public boolean isKeyFrame() {
        return keyFrame;
    }

    /// The units in decoding order; borrowed, their reader indices must stay where they are.
    public List<ByteBuf> units() {
        return units;
    }

    /// Sum of the units' bytes.
    public int payloadBytes() {
        int bytes = 0;
        for (ByteBuf unit : units) {
            bytes += unit.readableBytes();
        }
        return bytes;
    }

    @Override
    public AccessUnit retain() {
        super.retain();
        return this;
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        units.forEach(unit -> unit.touch(hint));
        return this;
    }

    @Override
    protected void deallocate() {
        units.forEach(ByteBuf::release);
    }
}

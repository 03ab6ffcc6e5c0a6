package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;

/// An audio track: each unit a sample, one behind the other without overlap.
final class AudioTrack extends FragmentTrack {
    /// Steps smaller than this are rounding or jitter of the sender's clock, not silence.
    private static final double SEAMLESS_SECONDS = 0.06;

    private final Codec codec;
    private final long seamlessTicks;
    private boolean started;
    private long nextTicks;

    AudioTrack(int index, Codec codec, SampleEntry entry, TrackClock clock) {
        super(index, entry, clock);
        this.codec = codec;
        this.seamlessTicks = (long) (SEAMLESS_SECONDS * entry.timescale());
    }

    @Override
    void add(AccessUnit unit, long ticks) {
        if (!started) {
            started = true;
            nextTicks = ticks;
        }
        long ahead = ticks - nextTicks;
        if (ahead < -seamlessTicks) {
            // Shifted back against the picture: what would sound twice is left out.
            return;
        }
        nextTicks = ahead > seamlessTicks ? ticks : nextTicks;
        for (ByteBuf frame : unit.units()) {
            int duration = AudioDuration.ticks(codec, frame);
            keep(new Sample(nextTicks, duration, 0, true, false, retained(List.of(frame))));
            nextTicks += duration;
        }
    }
}

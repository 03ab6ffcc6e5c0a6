package org.yuanjian.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/// A tone as G.711, A-law unless told otherwise, 20 ms an access unit.
public final class Tone {
    public static final int SAMPLE_RATE = 8000;
    public static final int UNIT_SAMPLES = 160;

    private static final double LOUDNESS = 12_000;

    private Tone() {}

    public static TrackFormat format() {
        return new TrackFormat(Codec.PCMA, 8, SAMPLE_RATE, 1, Map.of(), List.of());
    }

    public static TrackFormat mulawFormat() {
        return new TrackFormat(Codec.PCMU, 0, SAMPLE_RATE, 1, Map.of(), List.of());
    }

    /// Access unit `index` of a tone of `hertz`, owned by the caller.
    public static AccessUnit unit(int track, int index, double hertz, long startNanos) {
        return unit(track, index, hertz, startNanos, Tone::alaw);
    }

    /// The same in µ-law.
    public static AccessUnit mulawUnit(int track, int index, double hertz, long startNanos) {
        return unit(track, index, hertz, startNanos, Tone::mulaw);
    }

    private static AccessUnit unit(
            int track, int index, double hertz, long startNanos, IntUnaryOperator law) {
        ByteBuf samples = Unpooled.buffer(UNIT_SAMPLES);
        long first = (long) index * UNIT_SAMPLES;
        for (int i = 0; i < UNIT_SAMPLES; i++) {
            double angle = 2 * Math.PI * hertz * (first + i) / SAMPLE_RATE;
            samples.writeByte(law.applyAsInt((int) (LOUDNESS * Math.sin(angle))));
        }
        long arrival = startNanos + index * TimeUnit.MILLISECONDS.toNanos(20);
        return new AccessUnit(track, 500 + first, arrival, true, List.of(samples));
    }

    // ITU-T G.711, table 1: sign, three bits of segment, four bits of step, even bits inverted.
    private static int alaw(int sample) {
        int sign = sample >= 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(sample) >> 4, 0x7FF);
        int segment = magnitude < 32 ? 0 : 27 - Integer.numberOfLeadingZeros(magnitude);
        int step = segment < 2 ? magnitude >> 1 : magnitude >> segment;
        return (sign | segment << 4 | (step & 0x0F)) ^ 0x55;
    }

    // ITU-T G.711, table 2: sign, three bits of segment, four bits of step, all bits inverted.
    private static int mulaw(int sample) {
        int sign = sample >= 0 ? 0 : 0x80;
        int magnitude = Math.min(Math.abs(sample), 32_635) + 132;
        int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
        return ~(sign | segment << 4 | (magnitude >> (segment + 3) & 0x0F));
    }
}

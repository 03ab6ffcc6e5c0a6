package org.yuanjian.benchmark.whep;

import org.jspecify.annotations.Nullable;

/// The send time and number a simulated camera wrote into a packet, as `loop.h` draws it.
///
/// @param sentNanos `System.nanoTime` of the camera, which is the machine's monotonic clock
/// @param number of the packet in its track
record Stamp(long sentNanos, long number) {
    private static final int BYTES = 17;
    private static final int TIME_AT = 3;
    private static final int NUMBER_AT = 12;

    /// The stamp at an offset of a payload, or null.
    static @Nullable Stamp at(byte[] payload, int offset, int length) {
        boolean there =
                offset + BYTES <= length
                        && payload[offset + 1] == (byte) 0xC3
                        && payload[offset + 2] == 0x5E;
        return there
                ? new Stamp(
                        number(payload, offset + TIME_AT, offset + NUMBER_AT),
                        number(payload, offset + NUMBER_AT, offset + BYTES))
                : null;
    }

    private static long number(byte[] payload, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = (value << 7) | (payload[i] & 0x7F);
        }
        return value;
    }
}

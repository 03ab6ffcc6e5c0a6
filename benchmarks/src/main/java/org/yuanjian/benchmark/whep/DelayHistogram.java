package org.yuanjian.benchmark.whep;

import java.util.Arrays;

/// Counts delays in steps of about 1.5 %. One thread.
final class DelayHistogram {
    private static final int STEPS = 64;
    private static final int STEP_BITS = 6;
    private static final int DOUBLINGS = 40;
    private static final double NANOS_PER_MICRO = 1_000;

    private final long[] counts = new long[STEPS * DOUBLINGS];

    void add(long nanos) {
        counts[bucket(Math.max(STEPS, nanos))]++;
    }

    private static int bucket(long value) {
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        int at = (doubling - STEP_BITS) * STEPS + (int) (value >> (doubling - STEP_BITS)) - STEPS;
        return Math.min(at, STEPS * DOUBLINGS - 1);
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    /// The delay this share of all did not exceed, to the lower edge of its step; 0 without any.
    double micros(double share) {
        long total = Arrays.stream(counts).sum();
        long seen = 0;
        for (int i = 0; i < counts.length && total > 0; i++) {
            seen += counts[i];
            if (seen >= share * total) {
                return ((long) (STEPS + i % STEPS) << (i / STEPS)) / NANOS_PER_MICRO;
            }
        }
        return 0;
    }
}

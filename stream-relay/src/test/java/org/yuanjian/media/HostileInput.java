package org.yuanjian.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Holds a parser to its limits on one hostile input: memory in every run, time in fuzz runs.
///
/// A parser passes by giving a value or throwing one of its own typed exceptions, which whoever
/// calls it here catches. It is called more than once and must leave the input as it is.
public final class HostileInput {
    /// What a parser may allocate apart from what it needs for each byte.
    public static final long ALLOCATION_BASE = 1 << 20;

    private static final long ALLOCATION_PER_BYTE = 16;

    /// What looks at the strings and numbers that a fuzz run compares allocates as well.
    private static final long FUZZING_FACTOR = 16;

    private static final long CPU_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int TRIES = 4;
    private static final boolean FUZZING =
            !System.getenv().getOrDefault("JAZZER_FUZZ", "").isEmpty();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private HostileInput() {}

    /// What is tried. Typed exceptions are the parser's good right: it catches them.
    @FunctionalInterface
    public interface Parser {
        void parse(byte[] bytes) throws Exception;
    }

    /// Tries `parser` within the usual limits.
    public static void parse(byte[] bytes, Parser parser) throws Exception {
        parse(bytes, ALLOCATION_BASE, parser);
    }

    /// @param base bytes it may allocate however short the input is
    public static void parse(byte[] bytes, long base, Parser parser) throws Exception {
        if (!FUZZING) {
            parser.parse(bytes); // under leak detection, whose records outweigh any parser
        }
        long limit = (base + ALLOCATION_PER_BYTE * bytes.length) * (FUZZING ? FUZZING_FACTOR : 1);
        Cost cost = Cost.of(bytes, parser);
        // The first time loads classes, and another may fall together with the collector's work.
        for (int i = 1; i < TRIES && !cost.isWithin(limit); i++) {
            cost = Cost.of(bytes, parser);
        }
        if (!cost.isWithin(limit)) {
            assertThat(cost.bytes).as("bytes allocated").isLessThanOrEqualTo(limit);
            assertThat(cost.nanos).as("nanoseconds").isLessThanOrEqualTo(CPU_NANOS);
        }
    }

    /// Cuts input into pieces, each behind its length; the last may be cut off.
    ///
    /// @param lengthBytes 1 or 2
    public static List<byte[]> pieces(byte[] bytes, int lengthBytes) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        while (at + lengthBytes <= bytes.length) {
            int length = bytes[at] & 0xFF;
            if (lengthBytes == 2) {
                length = length << 8 | (bytes[at + 1] & 0xFF);
            }
            at += lengthBytes;
            int end = Math.min(at + length, bytes.length);
            pieces.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return pieces;
    }

    /// @param bytes allocated
    /// @param nanos of this thread's processor time
    private record Cost(long bytes, long nanos) {
        static Cost of(byte[] input, Parser parser) throws Exception {
            ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
            try {
                long bytes = THREADS.getCurrentThreadAllocatedBytes();
                long nanos = THREADS.getCurrentThreadCpuTime();
                parser.parse(input);
                return new Cost(
                        THREADS.getCurrentThreadAllocatedBytes() - bytes,
                        THREADS.getCurrentThreadCpuTime() - nanos);
            } finally {
                ResourceLeakDetector.setLevel(level);
            }
        }

        boolean isWithin(long limit) {
            return bytes <= limit && (!FUZZING || nanos <= CPU_NANOS);
        }
    }
}

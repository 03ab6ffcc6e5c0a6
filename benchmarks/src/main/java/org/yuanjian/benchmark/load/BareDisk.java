package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/// The physical limit of a disk for who waits: a file that grows by a few pages at a time, each
/// time synced.
public final class BareDisk {
    private static final int PAGES_BYTES = 16 * 1024;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private BareDisk() {}

    /// @param perSecond how often it could sync
    /// @param p99Millis what one sync in a hundred took longer than
    public record Syncs(double perSecond, double p99Millis) {}

    /// @param folder on the disk
    public static Syncs measure(Path folder, Duration time) throws IOException {
        long[] took = new long[1];
        int count = 0;
        long began = System.nanoTime();
        try (FileChannel file =
                FileChannel.open(
                        folder.resolve("bare"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            while (System.nanoTime() - began < time.toNanos()) {
                long start = System.nanoTime();
                file.write(ByteBuffer.allocate(PAGES_BYTES));
                file.force(false);
                took = count == took.length ? Arrays.copyOf(took, 2 * count) : took;
                took[count++] = System.nanoTime() - start;
            }
        }
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        long[] sorted = Arrays.copyOf(took, count);
        Arrays.sort(sorted);
        return new Syncs(count / seconds, sorted[(int) (0.99 * (count - 1))] / NANOS_PER_MILLI);
    }
}

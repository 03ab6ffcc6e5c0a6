package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What this process holds at a moment: what comes and goes must leave as much as it found.
///
/// @param threads of the platform, those of the test's own HTTP client left out, which come and go
///   with its load
/// @param handles files and sockets open
/// @param directBytes of the allocator hubs use, and of the one sockets use
public record ResourceUse(int threads, long handles, long directBytes) {
    // The allocator takes memory by chunks of 4 MiB; a leak of one read each cycle would be more.
    private static final long TOLERATED_BYTES = 8 << 20;
    private static final int TOLERATED_HANDLES = 2;
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    public static ResourceUse now() {
        return new ResourceUse(activeThreads(), openHandles(), usedDirectBytes());
    }

    private static int activeThreads() {
        Thread[] threads = new Thread[2 * Thread.activeCount() + 16];
        int count = Thread.enumerate(threads);
        return (int)
                Arrays.stream(threads, 0, count)
                        .filter(thread -> !thread.getName().startsWith("HttpClient-"))
                        .count();
    }

    private static long openHandles() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long usedDirectBytes() {
        long sockets =
                ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
                        ? provider.metric().usedDirectMemory()
                        : 0;
        return sockets + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    /// Fails if more is held now than then; what is still being closed is waited for.
    public void assertNoMore() throws Exception {
        await("file handles", () -> openHandles() <= handles + TOLERATED_HANDLES);
        await("threads", () -> activeThreads() <= threads + 1);
        assertThat(usedDirectBytes())
                .as("direct memory")
                .isLessThanOrEqualTo(directBytes + TOLERATED_BYTES);
    }

    /// Waits until something holds.
    public static void await(String what, Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (!holds.call()) {
            assertThat(System.nanoTime()).as("waited in vain: " + what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}

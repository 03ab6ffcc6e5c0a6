package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.StreamHub;
import org.yuanjian.relay.rtsp.client.FakeCamera;

/// Players come and go a thousand times; nothing of them stays.
class ConnectCloseIT {
    private static final int CYCLES = 1_000;
    private static final int WARM_UP = 50;
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Test
    void play_thousandTimes_leavesThreadsHandlesAndMemoryAsTheyWere() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {});
                RelayFixture node = new RelayFixture(Duration.ofSeconds(15))) {
            node.camera(camera);
            try (TestPlayer stays = node.player()) {
                stays.play(1);
                cycles(node, WARM_UP);
                int threads = Thread.activeCount();
                long handles = handles();
                long memory = memory();

                cycles(node, CYCLES);

                awaitConnections(node, 1);
                assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
                assertThat(handles()).isLessThanOrEqualTo(handles + 2);
                // The allocator takes memory by chunks of 4 MiB; a leak of one read each cycle
                // would
                // be more.
                assertThat(memory()).isLessThanOrEqualTo(memory + (8 << 20));
                assertThat(camera.accepted()).isEqualTo(1);
                assertThat(node.relay.hubs()).hasSize(1);
                assertThat(node.relay.hubs().iterator().next().meter().viewers()).isEqualTo(1);
            }
        }
    }

    /// Every fourth connection is closed before it has played.
    private static void cycles(RelayFixture node, int cycles) throws Exception {
        for (int i = 0; i < cycles; i++) {
            try (TestPlayer player = node.player()) {
                if (i % 4 == 0) {
                    player.send("DESCRIBE", "");
                } else {
                    player.play(1);
                    player.frame(0);
                }
            }
        }
        awaitConnections(node, 1);
    }

    /// Each look waits for the hub's loop to have run what it had to do.
    private static void awaitConnections(RelayFixture node, int count) throws Exception {
        StreamHub hub = node.relay.hubs().iterator().next();
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (node.connections() > count || hub.meter().viewers() > count) {
            assertThat(System.nanoTime()).as("connections stay").isLessThan(deadline);
            hub.loop().submit(() -> {}).sync();
        }
    }

    /// Of the allocator hubs use, and of the one sockets use.
    private static long memory() {
        long sockets =
                ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
                        ? provider.metric().usedDirectMemory()
                        : 0;
        return sockets + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    private static long handles() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}

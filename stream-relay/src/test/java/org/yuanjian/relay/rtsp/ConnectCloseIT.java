package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
                long memory = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();

                cycles(node, CYCLES);

                awaitConnections(node, 1);
                assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
                assertThat(handles()).isLessThanOrEqualTo(handles + 2);
                // The allocator takes memory by chunks of 4 MiB; a leak of one read each cycle
                // would
                // be more.
                assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                        .isLessThanOrEqualTo(memory + (8 << 20));
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

    private static void awaitConnections(RelayFixture node, int count) {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (node.connections() > count
                || node.relay.hubs().iterator().next().meter().viewers() > count) {
            assertThat(System.nanoTime()).as("connections stay").isLessThan(deadline);
            Thread.yield();
        }
    }

    private static long handles() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}

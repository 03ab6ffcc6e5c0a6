package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.ResourceUse;
import org.yuanjian.relay.StreamHub;
import org.yuanjian.relay.rtsp.client.FakeCamera;

/// Players come and go a thousand times; nothing of them stays.
class ConnectCloseIT {
    private static final int CYCLES = 1_000;
    private static final int WARM_UP = 50;

    @Test
    void play_thousandTimes_leavesThreadsHandlesAndMemoryAsTheyWere() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {});
                RelayFixture node = new RelayFixture(Duration.ofSeconds(15))) {
            node.camera(camera);
            try (TestPlayer stays = node.player()) {
                stays.play(1);
                cycles(node, WARM_UP);
                ResourceUse before = ResourceUse.now();

                cycles(node, CYCLES);

                before.assertNoMore();
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

    private static void awaitConnections(RelayFixture node, int count) throws Exception {
        StreamHub hub = node.relay.hubs().iterator().next();
        ResourceUse.await(
                "connections end",
                () -> node.connections() <= count && hub.meter().viewers() <= count);
    }
}

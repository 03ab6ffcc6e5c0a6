package org.yuanjian.relay.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.ResourceUse;
import org.yuanjian.relay.StreamHub;

/// Live WebSockets come and go a thousand times, ended at every stage; nothing of them stays.
@Tag("long")
class LiveConnectCloseIT {
    private static final int CYCLES = 1_000;
    private static final int WARM_UP = 40;

    private final ClipCamera camera = new ClipCamera("plain.h264", false);
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void view_thousandTimes_leavesThreadsHandlesAndMemoryAsTheyWere() throws Exception {
        try (client;
                LiveRelay relay = new LiveRelay(camera, LiveRelay.ORIGIN);
                Viewer stays = viewer(relay)) {
            watch(relay, stays);
            cycles(relay, WARM_UP);
            ResourceUse before = ResourceUse.now();

            cycles(relay, CYCLES);

            before.assertNoMore();
            assertThat(camera.playing()).isEqualTo(1);
            assertThat(relay.taps.size()).isEqualTo(1);
            assertThat(relay.relay.hubs()).hasSize(1).extracting(StreamHub::id).contains(STREAM);
        }
    }

    private static final StreamId STREAM = ClipCamera.STREAM;

    private Viewer viewer(LiveRelay relay) throws Exception {
        return new Viewer(client, relay.address("ws", "/live/" + STREAM));
    }

    private static void watch(LiveRelay relay, Viewer viewer) throws Exception {
        viewer.say(relay.ticket(STREAM));
        assertThat(viewer.next()).startsWith("{\"mime\"");
        assertThat(viewer.next()).isEqualTo("ftyp");
    }

    private void cycles(LiveRelay relay, int cycles) throws Exception {
        for (int i = 0; i < cycles; i++) {
            try (Viewer viewer = viewer(relay)) {
                switch (i % 4) {
                    case 0 -> {} // Nothing is ever said.
                    case 1 -> {
                        viewer.say("no ticket");
                        viewer.closed.get(20, TimeUnit.SECONDS);
                    }
                    default -> watch(relay, viewer);
                }
            }
        }
    }
}

package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.ResourceUse;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// WHEP sessions come and go a thousand times, ended at every stage; nothing of them stays.
@Tag("long")
class WhepConnectCloseIT {
    private static final int CYCLES = 1_000;
    private static final int WARM_UP = 24;

    private final ClipCamera camera = new ClipCamera("plain.h264", false);

    @Test
    void play_aThousandTimes_leavesThreadsHandlesAndMemoryAsTheyWere() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, "http://console.example:8080")) {
            Session stays = new Session(relay);
            stays.play();
            cycles(relay, WARM_UP);
            ResourceUse before = ResourceUse.now();

            cycles(relay, CYCLES);

            before.assertNoMore();
            assertThat(camera.playing()).isEqualTo(1);
            assertThat(stays.viewer.next().payload()).isNotEmpty();
            stays.end();
        }
    }

    private static void cycles(WhepRelay relay, int cycles) throws Exception {
        for (int i = 0; i < cycles; i++) {
            Session session = new Session(relay);
            switch (i % 4) {
                case 0 -> {} // The answer is as far as it goes.
                case 1 -> session.viewer.check(true, session.viewer.password());
                default -> session.play();
            }
            if (i % 4 == 3) {
                session.viewer.sayGoodbye();
            }
            session.end();
        }
        ResourceUse.await(
                "sessions end", () -> relay.server.stats().get(20, TimeUnit.SECONDS).size() == 1);
    }

    private static final class Session {
        private final WhepRelay relay;
        private final String location;
        private final HeadlessViewer viewer;

        Session(WhepRelay relay) throws Exception {
            this.relay = relay;
            HttpResponse<String> answer = relay.post(ClipCamera.STREAM, HeadlessViewer.offer());
            this.location = answer.headers().firstValue("Location").orElseThrow();
            this.viewer = new HeadlessViewer(answer.body(), relay.media);
        }

        void play() throws Exception {
            viewer.connect(SrtpProfile.AES_GCM_128);
            viewer.next();
        }

        void end() throws Exception {
            relay.send(HttpRequest.newBuilder(relay.address(location)).DELETE());
            viewer.close();
        }
    }
}

package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.rtsp.client.RecordingReceiver.Packet;

class UnwatchedSourceTest {
    private final SourceFixture fixture = new SourceFixture();
    private final RecordingReceiver receiver = new RecordingReceiver();

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    /// The clip at this pace fills several reads in each round.
    @Test
    void watched_comesAndGoes_noPacketIsLostOnTheWay() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.frameMillis = 1)) {
            RtspSource source = fixture.start(camera.address(), receiver);
            List<Packet> packets = new ArrayList<>(receiver.awaitPackets(0, 1_500));
            source.watched(true);
            packets.addAll(receiver.awaitPackets(0, 500));
            source.watched(false);
            packets.addAll(receiver.awaitPackets(0, 500));

            for (int i = 1; i < packets.size(); i++) {
                assertThat(packets.get(i).sequence())
                        .isEqualTo((packets.get(i - 1).sequence() + 1) & 0xFFFF);
            }
        }
    }
}

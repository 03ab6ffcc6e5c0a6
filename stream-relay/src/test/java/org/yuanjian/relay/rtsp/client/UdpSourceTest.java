package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.rtp.RtcpPacket;
import org.yuanjian.media.rtp.RtcpPacket.ReceiverReport;
import org.yuanjian.relay.rtsp.client.RtspAddress.Transport;

/// Cameras over UDP: how it comes to that, and what they are told.
class UdpSourceTest {
    private final SourceFixture fixture = new SourceFixture();
    private final RecordingReceiver receiver = new RecordingReceiver();

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void start_cameraAnswers461_goesOverUdp() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.refusesTcp = true)) {
            fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitPacket(0).bytes()).isNotEmpty();
            assertThat(setUpTransport(camera)).startsWith("RTP/AVP/TCP");
            assertThat(setUpTransport(camera)).startsWith("RTP/AVP;unicast;client_port=");
        }
    }

    @Test
    void start_cameraAnswers461ToUdp_goesOverTcp() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.refusesUdp = true)) {
            fixture.start(camera.address(Transport.UDP), receiver);

            assertThat(receiver.awaitPacket(0).bytes()).isNotEmpty();
            assertThat(setUpTransport(camera)).startsWith("RTP/AVP;unicast;client_port=");
            assertThat(setUpTransport(camera)).startsWith("RTP/AVP/TCP");
        }
    }

    @Test
    void start_cameraAnswers461ToEither_givesUp() throws Exception {
        try (FakeCamera camera =
                FakeCamera.start(script -> {
                    script.refusesTcp = true;
                    script.refusesUdp = true;
                })) {
            fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitFault().kind()).isEqualTo(StreamFault.Kind.PROTOCOL);
            assertThat(camera.accepted()).isEqualTo(1);
        }
    }

    private static String setUpTransport(FakeCamera camera) throws InterruptedException {
        return camera.await("SETUP").headers().first("Transport").orElse("");
    }

    @Test
    void start_toldUdp_bringsBothTracks() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.hasAudio = true)) {
            fixture.start(camera.address(Transport.UDP), receiver);

            assertThat(receiver.awaitPacket(0).bytes()).isNotEmpty();
            assertThat(receiver.awaitPacket(2).bytes()).hasSize(12 + 320);
            assertThat(receiver.awaitPacket(1).bytes()).hasSize(48);
        }
    }

    @Test
    void reports_overUdp_reachTheCamera() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            fixture.start(camera.address(Transport.UDP), receiver);

            assertReport(camera.awaitReport());
        }
    }

    @Test
    void reports_cameraNamesNoPort_goWhereItsOwnComeFrom() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.namesServerPort = false)) {
            fixture.start(camera.address(Transport.UDP), receiver);

            assertReport(camera.awaitReport());
        }
    }

    /// RFC 3550 §6.4.2, §6.5: a receiver report with one block, then SDES with a CNAME.
    private static void assertReport(byte[] bytes) throws Exception {
        ByteBuf report = Unpooled.wrappedBuffer(bytes);
        List<RtcpPacket> packets = RtcpPacket.parse(report, 0, bytes.length);
        assertThat(packets).hasSize(1);
        ReceiverReport received = (ReceiverReport) packets.getFirst();
        assertThat(received.blocks())
                .singleElement()
                .satisfies(block -> {
                    assertThat(block.ssrc()).isEqualTo(0x11111111L);
                    assertThat(block.packetsLost()).isZero();
                    assertThat(block.highestSequence()).isGreaterThanOrEqualTo(65_500);
                    assertThat(block.lastReport()).isNotZero();
                });
        assertThat(bytes[32] & 0xFF).isEqualTo(0x81);
        assertThat(bytes[33] & 0xFF).isEqualTo(202);
        assertThat(report.getUnsignedShort(34)).isEqualTo((bytes.length - 32) / 4 - 1);
        assertThat(report.getUnsignedInt(36)).isEqualTo(received.ssrc());
        assertThat(bytes[40] & 0xFF).isEqualTo(1);
    }
}

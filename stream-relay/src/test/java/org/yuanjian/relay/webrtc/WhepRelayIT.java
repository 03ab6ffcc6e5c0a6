package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.rtp.RtcpPacket;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.OpusTone;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import org.yuanjian.relay.rtsp.client.SourceFixture;
import org.yuanjian.relay.webrtc.HeadlessViewer.Packet;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// The whole way from an offer to decrypted packets, over real sockets, without a browser.
class WhepRelayIT {
    private static final String ORIGIN = "http://console.example:8080";
    private static final int VIDEO_TYPE = 39;
    private static final int RTX_TYPE = 40;
    private static final int PCMA_TYPE = 8;
    private static final int OPUS_TYPE = 111;
    private static final int OPUS_PACKETS = 100;

    private final ClipCamera camera = new ClipCamera("plain.h264", true);

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void play_eitherProfile_packetsFollowWithoutGap(SrtpProfile profile) throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(profile);

            Map<Long, Integer> last = new HashMap<>();
            Map<Integer, Integer> counts = new HashMap<>();
            for (int i = 0; i < 150; i++) {
                Packet packet = viewer.next();
                Integer before = last.put(packet.ssrc(), packet.sequence());
                if (before != null) {
                    assertThat(packet.sequence()).isEqualTo(before + 1 & 0xFFFF);
                }
                counts.merge(packet.payloadType(), 1, Integer::sum);
            }
            assertThat(counts).containsOnlyKeys(VIDEO_TYPE, PCMA_TYPE);
        }
    }

    @Test
    void play_firstPacket_beginsAKeyFrame() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);

            assertThat(isParameterSet(nextVideo(viewer).payload())).isTrue();
        }
    }

    @Test
    void play_opusOfARtspCamera_passesByteForByte() throws Exception {
        List<byte[]> sent = OpusTone.packets(OPUS_PACKETS);
        try (SourceFixture sources = new SourceFixture();
                FakeCamera rtsp = FakeCamera.start(script -> script.hasAudio = true)) {
            rtsp.script().opus = sent;
            try (WhepRelay relay = new WhepRelay(sources.catalog(rtsp), ORIGIN);
                    HeadlessViewer viewer = join(relay, SourceFixture.STREAM)) {
                viewer.connect(SrtpProfile.AES_GCM_128);

                Packet before = next(viewer, OPUS_TYPE);
                for (int i = 0; i < OPUS_PACKETS; i++) {
                    Packet packet = next(viewer, OPUS_TYPE);
                    assertThat(packet.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
                    assertThat(packet.timestamp() - before.timestamp()).isEqualTo(960);
                    int place = place(sent, before.payload());
                    assertThat(packet.payload()).isEqualTo(sent.get((place + 1) % OPUS_PACKETS));
                    before = packet;
                }
                assertThat(relay.workers.streams()).isZero();
            }
        }
    }

    private static int place(List<byte[]> packets, byte[] payload) {
        for (int i = 0; i < packets.size(); i++) {
            if (Arrays.equals(packets.get(i), payload)) {
                return i;
            }
        }
        throw new AssertionError("a packet that the camera did not send");
    }

    @Test
    void play_firstPackets_askForNoPlayoutDelayAndLaterOnesAreShort() throws Exception {
        byte[] none = {(byte) 0xBE, (byte) 0xDE, 0, 1, 0x52, 0, 0, 0};
        for (SrtpProfile profile : SrtpProfile.values()) {
            try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                    HeadlessViewer viewer = join(relay, camera)) {
                viewer.connect(profile);

                for (int i = 0; i < 40; i++) {
                    byte[] told = nextVideo(viewer).extension();
                    assertThat(told).isEqualTo(i < 32 ? none : new byte[0]);
                }
                assertThat(next(viewer, PCMA_TYPE).extension()).isEmpty();
            }
        }
    }

    @Test
    void play_cameraStartsAgain_sessionGoesOnWithAKeyFrame() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            Packet last = nextVideo(viewer);

            camera.restart();

            for (int keyFrames = 0; keyFrames < 2; ) {
                Packet packet = nextVideo(viewer);
                assertThat(packet.sequence()).isEqualTo(last.sequence() + 1 & 0xFFFF);
                keyFrames += isParameterSet(packet.payload()) ? 1 : 0;
                last = packet;
            }
        }
    }

    private static boolean isParameterSet(byte[] payload) {
        int type = payload[0] & 0x1F;
        return type == 7 || (type == 24 && (payload[3] & 0x1F) == 7);
    }

    @Test
    void nack_sentPacket_comesAgainAsRtx() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            Packet lost = nextVideo(viewer);
            nextVideo(viewer);

            viewer.sendControl(
                    bytes(new RtcpPacket.Nack(1, lost.ssrc(), List.of(lost.sequence()))));

            Packet again = next(viewer, RTX_TYPE);
            byte[] payload = again.payload();
            assertThat(ByteBuffer.wrap(payload).getShort() & 0xFFFF).isEqualTo(lost.sequence());
            assertThat(java.util.Arrays.copyOfRange(payload, 2, payload.length))
                    .isEqualTo(lost.payload());
        }
    }

    @Test
    void reports_comeEverySecond_withBothClocks() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);

            // The first may come before the sound has begun.
            List<RtcpPacket> packets = reports(viewer);
            while (packets.size() < 2) {
                packets = reports(viewer);
            }
            assertThat(packets).hasSize(2).allMatch(RtcpPacket.SenderReport.class::isInstance);
            assertThat(packets)
                    .extracting(packet -> ((RtcpPacket.SenderReport) packet).ssrc())
                    .containsExactly(viewer.sources().get(0), viewer.sources().get(2));
            viewer.sendControl(
                    bytes(new RtcpPacket.Remb(1, 900_000, List.of(viewer.sources().get(0)))));
            viewer.sendControl(bytes(new RtcpPacket.PictureLoss(1, viewer.sources().get(0))));
            ViewerStats stats = await(relay, found -> found.pictureLosses() == 1);
            assertThat(stats.bitsPerSecond()).isEqualTo(900_000);
            assertThat(stats.packets()).isPositive();
            assertThat(relay.meters.get("yuanjian.webrtc.bandwidth").summary().max())
                    .isEqualTo(900_000);
        }
    }

    private static List<RtcpPacket> reports(HeadlessViewer viewer) throws Exception {
        byte[] bytes = viewer.nextControl();
        return RtcpPacket.parse(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
    }

    private static ViewerStats await(
            WhepRelay relay, java.util.function.Predicate<ViewerStats> wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            Optional<ViewerStats> found =
                    relay.server.stats().get(20, TimeUnit.SECONDS).stream()
                            .filter(wanted)
                            .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the viewer's report did not arrive");
    }

    @Test
    void check_wrongPassword_isNotAnswered() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.check(false, "not the password");
            StunMessage answer = Objects.requireNonNull(viewer.check(false, viewer.password()));

            assertThat(answer.isSignedWith(viewer.password())).isTrue();
            assertThat(viewer.checks).isEmpty();
        }
    }

    @Test
    void check_nominatedFromElsewhere_movesTheSession() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            viewer.next();

            viewer.roam();
            viewer.media.clear();

            assertThat(viewer.next().payload()).isNotEmpty();
        }
    }

    @Test
    void check_fromMoreNetworksThanAreKept_theOneInUseStays() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            for (int i = 0; i < 12; i++) {
                viewer.checkFromElsewhere();
            }

            viewer.sendControl(bytes(new RtcpPacket.PictureLoss(1, viewer.sources().get(0))));

            await(relay, found -> found.pictureLosses() == 1);
        }
    }

    @Test
    void consent_runsOut_endsTheSession() throws Exception {
        WebRtcSettings settings = WhepRelay.settings(2, Duration.ofSeconds(2));
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN, settings);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            viewer.next();

            relay.awaitNoSession();
            assertThat(camera.silent().get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void pictureLoss_reachesTheCamera() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            viewer.next();

            viewer.sendControl(bytes(new RtcpPacket.PictureLoss(1, viewer.sources().get(0))));

            assertThat(camera.keyFrameAsked().get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void hostileDatagrams_costOthersNothing() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera);
                HeadlessViewer stranger = new HeadlessViewer("", relay.media)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            Random random = new Random(7983);
            for (int i = 0; i < 2000; i++) {
                byte[] bytes = new byte[1 + random.nextInt(1400)];
                random.nextBytes(bytes);
                (i % 2 == 0 ? stranger : viewer).send(bytes);
            }
            viewer.media.clear();

            assertThat(nextVideo(viewer).payload()).isNotEmpty();
        }
    }

    @Test
    void delete_endsTheSession() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            HttpResponse<String> answer = relay.post(ClipCamera.STREAM, HeadlessViewer.offer());
            String location = answer.headers().firstValue("Location").orElseThrow();

            assertThat(relay.send(session(relay, location).DELETE()).statusCode()).isEqualTo(200);
            relay.awaitNoSession();
            assertThat(relay.send(session(relay, location).DELETE()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void revoke_endsTheSessionAndLetsNobodyIn() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            viewer.next();

            relay.revoke();

            relay.awaitNoSession();
            assertThat(camera.silent().get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(relay.post(ClipCamera.STREAM, HeadlessViewer.offer()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void right_runsOut_endsTheSession() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            viewer.next();

            relay.clock.advance(TicketGate.RIGHT);
            relay.gate.endOverdue();

            relay.awaitNoSession();
            assertThat(camera.silent().get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void goodbye_endsTheSession() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, camera)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            viewer.next();

            viewer.sayGoodbye();

            relay.awaitNoSession();
        }
    }

    private static HeadlessViewer join(WhepRelay relay, ClipCamera camera) throws Exception {
        assertThat(camera).isNotNull();
        return join(relay, ClipCamera.STREAM);
    }

    private static HeadlessViewer join(WhepRelay relay, StreamId stream) throws Exception {
        HttpResponse<String> answer = relay.post(stream, HeadlessViewer.offer());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new HeadlessViewer(answer.body(), relay.media);
    }

    private static HttpRequest.Builder session(WhepRelay relay, String path) {
        return HttpRequest.newBuilder(relay.address(path));
    }

    private static Packet nextVideo(HeadlessViewer viewer) throws Exception {
        return next(viewer, VIDEO_TYPE);
    }

    private static Packet next(HeadlessViewer viewer, int payloadType) throws Exception {
        for (int i = 0; i < 1000; i++) {
            Packet packet = viewer.next();
            if (packet.payloadType() == payloadType) {
                return packet;
            }
        }
        throw new AssertionError("no packet of type " + payloadType);
    }

    private static byte[] bytes(RtcpPacket packet) {
        ByteBuf out = Unpooled.buffer();
        new RtcpPacket.ReceiverReport(1, List.of()).writeTo(out);
        packet.writeTo(out);
        return ByteBufUtil.getBytes(out);
    }
}

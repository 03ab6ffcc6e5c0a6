package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.Unpooled;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.rtp.RtcpPacket;
import org.yuanjian.media.rtp.RtcpPacket.SenderReport;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.webrtc.HeadlessViewer.Packet;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// A camera's AAC as viewers by WHEP hear it: Opus, turned once, in step with the picture.
class WhepSoundIT {
    private static final String ORIGIN = "http://console.example:8080";
    private static final int OPUS_TYPE = 111;
    private static final int VIDEO_TYPE = 39;
    private static final int VIDEO_RATE = 90_000;
    private static final int OPUS_RATE = 48_000;
    private static final int FIRST_PICTURE_TICKS = 1000;

    private final ClipCamera camera = ClipCamera.withAac("plain.h264");

    @Test
    void play_aac_comesAsOpusOf20Milliseconds() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay)) {
            viewer.connect(SrtpProfile.AES_GCM_128);

            Packet before = next(viewer, OPUS_TYPE);
            for (int i = 0; i < 20; i++) {
                Packet packet = next(viewer, OPUS_TYPE);
                assertThat(packet.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
                assertThat(packet.timestamp() - before.timestamp()).isEqualTo(960);
                before = packet;
            }
        }
    }

    @Test
    void play_twoViewers_areServedByOneTranscodingUntilTheLastLeaves() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer first = join(relay);
                HeadlessViewer second = join(relay)) {
            first.connect(SrtpProfile.AES_GCM_128);
            second.connect(SrtpProfile.AES_GCM_128);
            next(first, OPUS_TYPE);
            next(second, OPUS_TYPE);

            assertThat(relay.workers.streams()).isEqualTo(1);
            first.sayGoodbye();
            await(() -> relay.meters.get("yuanjian.webrtc.sessions").gauge().value() == 1);
            second.media.clear();
            next(second, OPUS_TYPE);
            second.sayGoodbye();
            await(() -> relay.workers.streams() == 0);
        }
    }

    @Test
    void play_g711_isNotTurned() throws Exception {
        try (WhepRelay relay = new WhepRelay(ClipCamera.withMulaw("plain.h264"), ORIGIN);
                HeadlessViewer viewer = join(relay)) {
            viewer.connect(SrtpProfile.AES_GCM_128);

            assertThat(next(viewer, 0).payload()).hasSize(160);
            assertThat(relay.workers.streams()).isZero();
        }
    }

    @Test
    void play_offerWithoutAudio_isNotTurned() throws Exception {
        String offer = HeadlessViewer.offer();
        String pictureOnly = offer.substring(0, offer.indexOf("m=audio"));
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay, pictureOnly)) {
            viewer.connect(SrtpProfile.AES_GCM_128);

            next(viewer, VIDEO_TYPE);
            assertThat(relay.workers.streams()).isZero();
        }
    }

    @Test
    void play_aacNobodyCanDecode_costsTheSoundOnly() throws Exception {
        try (WhepRelay relay = new WhepRelay(ClipCamera.withBrokenAac("plain.h264"), ORIGIN);
                HeadlessViewer viewer = join(relay)) {
            viewer.connect(SrtpProfile.AES_GCM_128);

            for (int i = 0; i < 50; i++) {
                assertThat(viewer.next().payloadType()).isEqualTo(VIDEO_TYPE);
            }
        }
    }

    /// The camera's clocks of picture and sound start together.
    @Test
    void reports_ofPictureAndOpus_agreeOnTheTime() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN);
                HeadlessViewer viewer = join(relay)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            next(viewer, OPUS_TYPE);

            List<SenderReport> reports = reports(viewer);
            while (reports.size() < 2) {
                reports = reports(viewer);
            }
            SenderReport picture = reports.getFirst();
            SenderReport sound = reports.getLast();
            assertThat(picture.ntpTimestamp()).isEqualTo(sound.ntpTimestamp());
            double shown = (picture.rtpTimestamp() - FIRST_PICTURE_TICKS) / (double) VIDEO_RATE;
            double heard = sound.rtpTimestamp() / (double) OPUS_RATE;
            assertThat(heard).isCloseTo(shown, within(0.1));
        }
    }

    private static List<SenderReport> reports(HeadlessViewer viewer) throws Exception {
        byte[] bytes = viewer.nextControl();
        return RtcpPacket.parse(Unpooled.wrappedBuffer(bytes), 0, bytes.length).stream()
                .filter(SenderReport.class::isInstance)
                .map(SenderReport.class::cast)
                .toList();
    }

    private static HeadlessViewer join(WhepRelay relay) throws Exception {
        return join(relay, HeadlessViewer.offer());
    }

    private static HeadlessViewer join(WhepRelay relay, String offer) throws Exception {
        HttpResponse<String> answer = relay.post(ClipCamera.STREAM, offer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new HeadlessViewer(answer.body(), relay.media);
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

    private static void await(BooleanSupplier wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}

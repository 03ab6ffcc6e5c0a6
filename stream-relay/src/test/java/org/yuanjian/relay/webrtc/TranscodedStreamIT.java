package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.transcode.TranscodeSettings;
import org.yuanjian.relay.transcode.TranscodedStreams;
import org.yuanjian.relay.webrtc.HeadlessViewer.Packet;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// Pictures a browser cannot play, turned by a process of their own and watched by WHEP.
class TranscodedStreamIT {
    private static final String ORIGIN = "http://console.example:8080";
    private static final StreamId TURNED = new StreamId("camera", "main-h264");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<ProcessHandle> before = ProcessHandle.current().children().toList();
    private final ClipCamera camera = new ClipCamera("plain.h265", true);

    private TranscodedStreams streams(StreamCatalog originals, int most) {
        return new TranscodedStreams(originals, new TranscodeSettings(most, 1280), meters);
    }

    private double meter(String name, String... tags) {
        return meters.get("yuanjian.transcode." + name).tags(tags).functionCounter().count();
    }

    private double pictures(String what) {
        return meters.get("yuanjian.transcode.pictures").tags("what", what).counter().count();
    }

    @Test
    void h265_refusal_namesWhatItIsTurnedInto() throws Exception {
        try (WhepRelay relay = new WhepRelay(streams(camera, 1), ORIGIN)) {
            HttpResponse<String> answer = relay.post(ClipCamera.STREAM, HeadlessViewer.offer());

            assertThat(answer.statusCode()).isEqualTo(406);
            assertThat(answer.body())
                    .contains("\"kind\":\"CODEC\"", "\"alternatives\":[\"camera/main-h264\"]");
        }
    }

    @Test
    void bFrames_refusal_namesWhatTheyAreTurnedInto() throws Exception {
        ClipCamera reordered = new ClipCamera("reordered.h264", false);
        try (WhepRelay relay = new WhepRelay(streams(reordered, 1), ORIGIN)) {
            HttpResponse<String> answer = relay.post(ClipCamera.STREAM, HeadlessViewer.offer());

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("\"alternatives\":[\"camera/main-h264\"]");
        }
    }

    @Test
    void h265_turned_playsForAllFromOneProcess() throws Exception {
        TranscodedStreams streams = streams(camera, 1);
        try (WhepRelay relay = new WhepRelay(streams, ORIGIN, WhepRelay.settings(20))) {
            try (HeadlessViewer one = join(relay);
                    HeadlessViewer two = join(relay)) {
                one.connect(SrtpProfile.AES_GCM_128);
                two.connect(SrtpProfile.AES_GCM_128);
                assertThat(keyFrames(one, 2)).isEqualTo(2);
                assertThat(keyFrames(two, 1)).isEqualTo(1);
                assertThat(streams.running()).isEqualTo(1);
                assertThat(camera.playing()).isEqualTo(1);
                await("cost", () -> meter("cpu") > 0);
                assertThat(pictures("out")).isPositive();
                assertThat(pictures("dropped")).isZero();
                one.sayGoodbye();
                two.sayGoodbye();
                relay.awaitNoSession();
            }
            assertThat(camera.silent().get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(streams.running()).isZero();
            assertThat(children()).isEmpty();
        }
    }

    @Test
    void process_killed_picturesComeAgain() throws Exception {
        TranscodedStreams streams = streams(camera, 1);
        try (WhepRelay relay = new WhepRelay(streams, ORIGIN, WhepRelay.settings(20));
                HeadlessViewer viewer = join(relay)) {
            viewer.connect(SrtpProfile.AES_GCM_128);
            keyFrames(viewer, 1);

            children().forEach(ProcessHandle::destroyForcibly);
            await(
                    "the end is noticed",
                    () -> meters.get("yuanjian.transcode.failures").counter().count() == 1);
            viewer.media.clear();

            assertThat(keyFrames(viewer, 1)).isEqualTo(1);
        }
    }

    @Test
    void tooMany_areRefusedAtOnce() throws Exception {
        ClipCamera other = new ClipCamera("plain.h265", false);
        StreamCatalog two =
                new StreamCatalog() {
                    @Override
                    public Optional<StreamSource> open(StreamId id) {
                        return (id.name().equals("main") ? camera : other).open(ClipCamera.STREAM);
                    }

                    @Override
                    public List<StreamId> streams(String point) {
                        return List.of(ClipCamera.STREAM, new StreamId("camera", "sub"));
                    }
                };
        try (WhepRelay relay = new WhepRelay(streams(two, 1), ORIGIN, WhepRelay.settings(20));
                HeadlessViewer viewer = join(relay)) {
            viewer.connect(SrtpProfile.AES_GCM_128);

            HttpResponse<String> refused =
                    relay.post(new StreamId("camera", "sub-h264"), HeadlessViewer.offer());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("\"kind\":\"OVERLOADED\"");
        }
    }

    @Test
    void none_noSuchStream() throws Exception {
        try (WhepRelay relay = new WhepRelay(streams(camera, 0), ORIGIN)) {
            assertThat(relay.post(TURNED, HeadlessViewer.offer()).statusCode()).isEqualTo(404);
            assertThat(relay.post(ClipCamera.STREAM, HeadlessViewer.offer()).body())
                    .contains("CODEC")
                    .doesNotContain("alternatives");
        }
    }

    private static HeadlessViewer join(WhepRelay relay) throws Exception {
        HttpResponse<String> answer = relay.post(TURNED, HeadlessViewer.offer());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new HeadlessViewer(answer.body(), relay.media);
    }

    /// Waits for so many key frames of H.264; what comes before each counts as read.
    private static int keyFrames(HeadlessViewer viewer, int wanted) throws Exception {
        int found = 0;
        for (int i = 0; i < 2000 && found < wanted; i++) {
            Packet packet = viewer.next();
            int type = packet.payload()[0] & 0x1F;
            boolean isSet = type == 7 || (type == 24 && (packet.payload()[3] & 0x1F) == 7);
            found += packet.ssrc() == viewer.sources().getFirst() && isSet ? 1 : 0;
        }
        return found;
    }

    /// Those of this test: one of a class before may still be ending.
    private List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(child -> !before.contains(child)).toList();
    }

    private static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}

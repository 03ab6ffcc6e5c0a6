package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.RunningView;
import org.yuanjian.relay.ViewEnd;
import org.yuanjian.relay.ViewObserver;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// Sessions that are opened before anybody looks, and resumed when somebody does.
class WhepPausedIT {
    private static final String ORIGIN = "http://console.example:8080";
    private static final int VIDEO_TYPE = 39;
    private static final int MANY_PACKETS = 200;

    private final ClipCamera camera = new ClipCamera("plain.h264", true);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void paused_othersGetPictures_itGetsNoneAndIsNoView() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN, patient());
                HeadlessViewer warm = viewer(relay, paused(relay));
                HeadlessViewer other = viewer(relay, running(relay))) {
            relay.gate.observe(listener());
            warm.connect(SrtpProfile.AES_GCM_128);
            other.connect(SrtpProfile.AES_GCM_128);

            for (int i = 0; i < MANY_PACKETS; i++) {
                other.next();
            }

            assertThat(warm.media).isEmpty();
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void resume_connected_picturesBeginWithAKeyFrameBehindTheStart() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN, patient())) {
            HttpResponse<String> opened = paused(relay);
            try (HeadlessViewer warm = viewer(relay, opened)) {
                relay.gate.observe(listener(warm));
                warm.connect(SrtpProfile.AES_GCM_128);

                assertThat(resume(relay, opened).statusCode()).isEqualTo(200);
                assertThat(resume(relay, opened).statusCode()).isEqualTo(200);

                HeadlessViewer.Packet first = warm.next();
                assertThat(first.payloadType()).isEqualTo(VIDEO_TYPE);
                assertThat(first.payload()[0] & 0x1F).isIn(7, 24); // an SPS, or it with others
                assertThat(heard).containsExactly("started after 0 packets");
            }
        }
    }

    @Test
    void resume_beforeTheConnection_picturesComeWithIt() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN, patient())) {
            HttpResponse<String> opened = paused(relay);
            assertThat(resume(relay, opened).statusCode()).isEqualTo(200);
            try (HeadlessViewer viewer = viewer(relay, opened)) {
                viewer.connect(SrtpProfile.AES_GCM_128);

                assertThat(viewer.next().payload()).isNotEmpty();
            }
        }
    }

    @Test
    void resume_ledgerClosed_isRefusedAndMayBeAskedAgain() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN, patient())) {
            relay.gate.shutWhile(closed::get);
            HttpResponse<String> opened = paused(relay);
            try (HeadlessViewer warm = viewer(relay, opened)) {
                relay.gate.observe(listener());
                warm.connect(SrtpProfile.AES_GCM_128);
                closed.set(true);

                HttpResponse<String> refused = resume(relay, opened);

                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("\"kind\":\"LEDGER_CLOSED\"");
                assertThat(heard).isEmpty();
                assertThat(warm.media).isEmpty();
                closed.set(false);
                assertThat(resume(relay, opened).statusCode()).isEqualTo(200);
                assertThat(warm.next().payload()).isNotEmpty();
            }
        }
    }

    @Test
    void paused_nobodyResumes_endsByItselfAndWasNoView() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            relay.gate.observe(listener());
            HttpResponse<String> opened = paused(relay);
            try (HeadlessViewer warm = viewer(relay, opened)) {
                warm.connect(SrtpProfile.AES_GCM_128);

                relay.awaitNoSession();

                assertThat(camera.silent().get(20, TimeUnit.SECONDS)).isTrue();
                assertThat(resume(relay, opened).statusCode()).isEqualTo(404);
                assertThat(relay.gate.running()).isEmpty();
                assertThat(heard).isEmpty();
            }
        }
    }

    @Test
    void paused_revoked_endsAtOnce() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN, patient())) {
            relay.gate.observe(listener());
            HttpResponse<String> opened = paused(relay);

            relay.revoke();

            relay.awaitNoSession();
            assertThat(resume(relay, opened).statusCode()).isEqualTo(404);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void resume_unknownSession_isNotFound() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            for (String id : List.of("any", "%2e", "a/b")) {
                assertThat(post(relay, "/whep/session/" + id + "/resume").statusCode())
                        .isEqualTo(404);
            }
        }
    }

    private static WebRtcSettings patient() {
        WebRtcSettings usual = WhepRelay.settings(2);
        return new WebRtcSettings(
                usual.bind(),
                usual.advertise(),
                usual.maxSessions(),
                usual.joinTimeout(),
                usual.handshakeTimeout(),
                usual.consentTimeout(),
                Duration.ofMinutes(1),
                usual.segmented());
    }

    private HttpResponse<String> paused(WhepRelay relay) throws Exception {
        return relay.postPaused(ClipCamera.STREAM, HeadlessViewer.offer());
    }

    private HttpResponse<String> running(WhepRelay relay) throws Exception {
        return relay.post(ClipCamera.STREAM, HeadlessViewer.offer());
    }

    private static HeadlessViewer viewer(WhepRelay relay, HttpResponse<String> opened)
            throws Exception {
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        return new HeadlessViewer(opened.body(), relay.media);
    }

    private static HttpResponse<String> resume(WhepRelay relay, HttpResponse<String> opened)
            throws Exception {
        return post(relay, opened.headers().firstValue("Location").orElseThrow() + "/resume");
    }

    private static HttpResponse<String> post(WhepRelay relay, String path) throws Exception {
        return relay.send(
                HttpRequest.newBuilder(relay.address(path))
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private ViewObserver listener() {
        return listener(null);
    }

    private ViewObserver listener(@Nullable HeadlessViewer viewer) {
        return new ViewObserver() {
            @Override
            public void started(RunningView view) {
                int packets = viewer == null ? -1 : viewer.media.size();
                heard.add("started after " + packets + " packets");
            }

            @Override
            public void ended(RunningView view, Duration ran, ViewEnd why) {
                heard.add("ended");
            }
        };
    }
}

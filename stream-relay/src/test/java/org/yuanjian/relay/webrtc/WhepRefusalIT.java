package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.PlayTicket.Action;

/// What WHEP answers to offers that open nothing.
class WhepRefusalIT {
    private static final String ORIGIN = "http://console.example:8080";

    private final ClipCamera camera = new ClipCamera("plain.h264", true);

    @Test
    void revoke_whileTheCameraIsWaitedFor_refuses() throws Exception {
        SilentCamera silent = new SilentCamera();
        try (WhepRelay relay = new WhepRelay(silent, ORIGIN);
                ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> answer =
                    asking.submit(() -> relay.post(ClipCamera.STREAM, HeadlessViewer.offer()));
            assertThat(silent.started.await(20, TimeUnit.SECONDS)).isTrue();

            relay.revoke();

            HttpResponse<String> refused = answer.get(20, TimeUnit.SECONDS);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("\"kind\":\"REVOKED\"");
        }
    }

    @Test
    void post_ticketThatOpensNothingHere_isRefused() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            String expired = relay.ticket(ClipCamera.STREAM);
            relay.clock.advance(Duration.ofMinutes(1));
            String platform = relay.ticket(ClipCamera.STREAM, Action.PLATFORM);
            String otherStream = relay.ticket(new StreamId("camera", "sub"));
            String broken = relay.ticket(ClipCamera.STREAM).replaceFirst(".{2}$", "AA");
            for (String ticket : List.of(expired, platform, otherStream, broken)) {
                assertTurnedAway(relay.post(ClipCamera.STREAM, HeadlessViewer.offer(), ticket));
            }
        }
    }

    @Test
    void post_ticketUsed_isRefused() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            String ticket = relay.ticket(ClipCamera.STREAM);
            var opened = relay.post(ClipCamera.STREAM, HeadlessViewer.offer(), ticket);
            String location = opened.headers().firstValue("Location").orElseThrow();
            assertThat(opened.statusCode()).isEqualTo(201);
            assertTurnedAway(relay.post(ClipCamera.STREAM, HeadlessViewer.offer(), ticket));
            // The session goes by its own address.
            assertThat(relay.send(session(relay, location).DELETE()).statusCode()).isEqualTo(200);
            assertTurnedAway(relay.post(ClipCamera.STREAM, HeadlessViewer.offer(), ticket));
        }
    }

    @Test
    void preflightHeadOptionsAndBadOffers_doNotUseTheTicketUp() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            String ticket = relay.ticket(ClipCamera.STREAM);
            String path = "/whep/" + ClipCamera.STREAM;
            for (String method : List.of("OPTIONS", "HEAD", "GET")) {
                relay.send(
                        session(relay, path)
                                .header("Authorization", "Bearer " + ticket)
                                .method(method, HttpRequest.BodyPublishers.noBody()));
            }
            assertThat(relay.post(ClipCamera.STREAM, "no offer", ticket).statusCode())
                    .isEqualTo(400);

            var opened = relay.post(ClipCamera.STREAM, HeadlessViewer.offer(), ticket);

            assertThat(opened.statusCode()).isEqualTo(201);
        }
    }

    private static void assertTurnedAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"kind\":\"TICKET\"");
    }

    @Test
    void patch_isNotAllowed() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            HttpResponse<String> answer =
                    relay.send(
                            session(relay, "/whep/session/any")
                                    .method("PATCH", HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("DELETE");
        }
    }

    @Test
    void post_withoutTicket_isRefused() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            HttpResponse<String> answer =
                    relay.send(
                            session(relay, "/whep/" + ClipCamera.STREAM)
                                    .header("Content-Type", "application/sdp")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    HeadlessViewer.offer())));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("\"kind\":\"TICKET\"");
        }
    }

    @Test
    void post_pageOfAnotherOrigin_isRefusedWithAGoodTicket() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            for (String origin : List.of("http://elsewhere.example", "null")) {
                HttpResponse<String> answer =
                        relay.send(
                                session(relay, "/whep/" + ClipCamera.STREAM)
                                        .header("Origin", origin)
                                        .header("Content-Type", "application/sdp")
                                        .header(
                                                "Authorization",
                                                "Bearer " + relay.ticket(ClipCamera.STREAM))
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        HeadlessViewer.offer())));
                assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            }
            assertThat(relay.post(ClipCamera.STREAM, HeadlessViewer.offer()).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void post_unknownStream_isSaid() throws Exception {
        try (WhepRelay relay = new WhepRelay(camera, ORIGIN)) {
            HttpResponse<String> answer =
                    relay.post(new StreamId("nobody", "main"), HeadlessViewer.offer());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("\"kind\":\"UNKNOWN_STREAM\"");
        }
    }

    @Test
    void post_silentCamera_isSaidInTime() throws Exception {
        try (WhepRelay relay = new WhepRelay(new SilentCamera(), ORIGIN)) {
            HttpResponse<String> answer = relay.post(ClipCamera.STREAM, HeadlessViewer.offer());
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).contains("\"kind\":\"UNREACHABLE\"");
        }
    }

    @Test
    void post_bFrames_namesTheOtherStream() throws Exception {
        try (WhepRelay relay =
                new WhepRelay(new TwoStreams(new ClipCamera("reordered.h264", false)), ORIGIN)) {
            HttpResponse<String> answer = relay.post(ClipCamera.STREAM, HeadlessViewer.offer());
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body())
                    .contains("\"kind\":\"B_FRAMES\"", "\"alternatives\":[\"camera/sub\"]");
        }
    }

    @Test
    void post_h265_isNotInTheOffer() throws Exception {
        try (WhepRelay relay = new WhepRelay(new ClipCamera("plain.h265", false), ORIGIN)) {
            HttpResponse<String> answer = relay.post(ClipCamera.STREAM, HeadlessViewer.offer());
            assertThat(answer.statusCode()).isEqualTo(406);
            assertThat(answer.body()).contains("\"kind\":\"CODEC\"");
        }
    }

    private static HttpRequest.Builder session(WhepRelay relay, String path) {
        return HttpRequest.newBuilder(relay.address(path));
    }

    /// A camera that never answers.
    private static final class SilentCamera implements StreamCatalog {
        private final CountDownLatch started = new CountDownLatch(1);

        @Override
        public Optional<StreamSource> open(StreamId id) {
            return Optional.of(
                    new StreamSource() {
                        @Override
                        public void start(EventLoop loop, Receiver receiver) {
                            started.countDown();
                        }

                        @Override
                        public void stop() {}

                        @Override
                        public void requestKeyFrame() {}

                        @Override
                        public void hasten() {}
                    });
        }

        @Override
        public List<StreamId> streams(String point) {
            return List.of();
        }
    }

    /// A point that also has a sub stream.
    private record TwoStreams(StreamCatalog main) implements StreamCatalog {
        @Override
        public Optional<StreamSource> open(StreamId id) {
            return main.open(id);
        }

        @Override
        public List<StreamId> streams(String point) {
            return List.of(ClipCamera.STREAM, new StreamId("camera", "sub"));
        }
    }
}

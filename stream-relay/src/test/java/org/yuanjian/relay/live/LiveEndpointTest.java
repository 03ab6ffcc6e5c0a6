package org.yuanjian.relay.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.fmp4.FfmpegCheck;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.OpusTone;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import org.yuanjian.relay.rtsp.client.SourceFixture;

/// Viewers over WebSocket, let in and refused.
class LiveEndpointTest {
    private static final int OPUS_PACKETS = 50;

    private final ClipCamera camera = new ClipCamera("plain.h264", true);
    private final HttpClient client = HttpClient.newHttpClient();
    private LiveRelay relay;

    @BeforeEach
    void start() throws InterruptedException {
        relay = new LiveRelay(camera, LiveRelay.ORIGIN);
    }

    @AfterEach
    void stop() {
        relay.close();
        client.close();
    }

    @Test
    void view_withTicket_getsTypeInitAndFragments() throws Exception {
        try (Viewer viewer = viewer(ClipCamera.STREAM)) {
            viewer.say(relay.ticket(ClipCamera.STREAM));

            assertThat(viewer.next())
                    .isEqualTo("{\"mime\":\"video/mp4; codecs=\\\"" + "avc1.4d400b,opus\\\"\"}");
            assertThat(viewer.next()).isEqualTo("ftyp");
            assertThat(viewer.next()).isEqualTo("moof");
            assertThat(viewer.next()).isEqualTo("moof");
        }
        awaitSilence();
    }

    @Test
    void view_secondViewer_sharesTheStreamAndStartsAtOnce() throws Exception {
        try (Viewer first = viewer(ClipCamera.STREAM);
                Viewer second = viewer(ClipCamera.STREAM)) {
            first.say(relay.ticket(ClipCamera.STREAM));
            for (int i = 0; i < 4; i++) {
                assertThat(first.next()).isNotNull();
            }
            second.say(relay.ticket(ClipCamera.STREAM));

            assertThat(second.next()).startsWith("{\"mime\"");
            assertThat(second.next()).isEqualTo("ftyp");
            assertThat(second.next()).isEqualTo("moof");
            assertThat(camera.playing()).isEqualTo(1);
            assertThat(relay.taps.size()).isEqualTo(1);
        }
        awaitSilence();
    }

    @Test
    void view_wrongTicket_isToldAndClosed() throws Exception {
        try (Viewer viewer = viewer(ClipCamera.STREAM)) {
            viewer.say(relay.ticket(new StreamId("other", "main")));

            assertThat(viewer.next()).contains("\"problem\"", "\"kind\":\"TICKET\"");
            assertThat(viewer.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        }
        assertThat(camera.playing()).isZero();
    }

    @Test
    void view_ticketRevoked_isToldAndClosed() throws Exception {
        try (Viewer viewer = viewer(ClipCamera.STREAM)) {
            viewer.say(relay.ticket(ClipCamera.STREAM));
            assertThat(viewer.next()).startsWith("{\"mime\"");

            relay.revoke();

            assertThat(viewer.next("{\"problem\"")).contains("\"kind\":\"REVOKED\"");
            assertThat(viewer.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        }
        awaitSilence();
    }

    @Test
    void view_rightRunsOut_isToldAndClosed() throws Exception {
        try (Viewer viewer = viewer(ClipCamera.STREAM)) {
            viewer.say(relay.ticket(ClipCamera.STREAM));
            assertThat(viewer.next()).startsWith("{\"mime\"");

            relay.clock.advance(TicketGate.RIGHT);
            relay.gate.endOverdue();

            assertThat(viewer.next("{\"problem\"")).contains("\"kind\":\"RIGHT_OVER\"");
            assertThat(viewer.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        }
        awaitSilence();
    }

    @Test
    void view_ticketUsedExpiredOrOfAPlatform_isToldAndClosed() throws Exception {
        String used = relay.ticket(ClipCamera.STREAM);
        try (Viewer viewer = viewer(ClipCamera.STREAM)) {
            viewer.say(used);
            assertThat(viewer.next()).startsWith("{\"mime\"");
            assertTurnedAway(used);
        }
        awaitSilence();
        assertTurnedAway(relay.ticket(ClipCamera.STREAM, Action.PLATFORM));
        String expired = relay.ticket(ClipCamera.STREAM);
        relay.clock.advance(Duration.ofMinutes(1));
        assertTurnedAway(expired);
    }

    private void assertTurnedAway(String ticket) throws Exception {
        try (Viewer viewer = viewer(ClipCamera.STREAM)) {
            viewer.say(ticket);
            assertThat(viewer.next()).contains("\"kind\":\"TICKET\"");
            assertThat(viewer.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        }
    }

    @Test
    void view_twoViewers_countAsTheStreams() throws Exception {
        try (Viewer first = viewer(ClipCamera.STREAM);
                Viewer second = viewer(ClipCamera.STREAM)) {
            first.say(relay.ticket(ClipCamera.STREAM));
            second.say(relay.ticket(ClipCamera.STREAM));
            first.next("moof");
            second.next("moof");

            assertThat(relay.meters.get("yuanjian.stream.viewers").gauge().value()).isEqualTo(2);
            assertThat(relay.meters.get("yuanjian.stream.sent").functionCounter().count())
                    .isPositive();
            assertThat(relay.meters.get("yuanjian.relay.first.picture").timer().count())
                    .isEqualTo(2);
        }
        awaitSilence();
        assertThat(relay.meters.get("yuanjian.relay.viewers").gauge().value()).isZero();
    }

    @Test
    void view_mulaw_comesAsOpus() throws Exception {
        relay.close();
        relay = new LiveRelay(ClipCamera.withMulaw("plain.h264"), LiveRelay.ORIGIN);
        try (Viewer viewer = viewer(ClipCamera.STREAM)) {
            viewer.say(relay.ticket(ClipCamera.STREAM));

            assertThat(viewer.next()).contains("avc1.4d400b,opus");
        }
    }

    @Test
    void view_opusOfARtspCamera_comesAsItIs(@TempDir Path folder) throws Exception {
        FfmpegCheck.need();
        List<byte[]> sent = OpusTone.packets(OPUS_PACKETS);
        relay.close();
        try (SourceFixture sources = new SourceFixture();
                FakeCamera rtsp = FakeCamera.start(script -> script.hasAudio = true)) {
            rtsp.script().opus = sent;
            rtsp.script().frameMillis = 40;
            relay = new LiveRelay(sources.catalog(rtsp), LiveRelay.ORIGIN);
            try (Viewer viewer = viewer(SourceFixture.STREAM)) {
                viewer.say(relay.ticket(SourceFixture.STREAM));
                assertThat(viewer.next()).endsWith(",opus\\\"\"}");
                for (int i = 0; i < OPUS_PACKETS / 2; i++) {
                    viewer.next("moof");
                }
                assertThat(relay.workers.streams()).isZero();
                Path file = Files.write(folder.resolve("live.mp4"), viewer.file());
                assertThat(FfmpegCheck.codecs(file)).startsWith("h264,").endsWith("\nopus");
                assertThat(FfmpegCheck.decode(file)).isEmpty();
                String text = Files.readString(file, ISO_8859_1);
                assertThat(sent.stream().filter(one -> text.contains(new String(one, ISO_8859_1))))
                        .hasSizeGreaterThan(OPUS_PACKETS / 2);
            }
            relay.close();
        }
    }

    @Test
    void view_unknownStream_isToldAndClosed() throws Exception {
        StreamId nowhere = new StreamId("nowhere", "main");
        try (Viewer viewer = viewer(nowhere)) {
            viewer.say(relay.ticket(nowhere));

            assertThat(viewer.next()).contains("\"problem\"", "\"kind\":\"UNKNOWN_STREAM\"");
            assertThat(viewer.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        }
    }

    @Test
    void upgrade_foreignOrigin_isRefused() {
        URI address = relay.address("ws", "/live/" + ClipCamera.STREAM);

        assertThatThrownBy(() ->
                        client.newWebSocketBuilder()
                                .header("Origin", "http://elsewhere.example")
                                .buildAsync(address, new WebSocket.Listener() {})
                                .get(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ExecutionException.class,
                        e ->
                                assertThat(e.getCause())
                                        .isInstanceOfSatisfying(
                                                WebSocketHandshakeException.class,
                                                refused ->
                                                        assertThat(
                                                                        refused.getResponse()
                                                                                .statusCode())
                                                                .isEqualTo(403)));
    }

    @Test
    void get_withoutUpgrade_isToldHow() throws Exception {
        assertThat(get("/live/" + ClipCamera.STREAM)).isEqualTo(426);
        assertThat(get("/live/not-a-stream")).isEqualTo(404);
    }

    @Test
    void upgrade_notWholeOrOfOld_isToldHow() throws Exception {
        String upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
        String key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

        assertThat(ask(upgrade + "Sec-WebSocket-Version: 13\r\n")).startsWith("HTTP/1.1 426 ");
        assertThat(ask(upgrade + key + "Sec-WebSocket-Version: 8\r\n")).startsWith("HTTP/1.1 426 ");
        assertThat(ask(upgrade + key)).startsWith("HTTP/1.1 426 ");
    }

    /// The first line of the answer to a request that no HTTP client would send.
    private String ask(String headers) throws Exception {
        URI address = relay.address("http", "/live/" + ClipCamera.STREAM);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "GET " + address.getPath() + " HTTP/1.1\r\nHost: relay\r\n";
            socket.getOutputStream().write((request + headers + "\r\n").getBytes(US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            return String.valueOf(answer.readLine());
        }
    }

    private int get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(relay.address("http", path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private Viewer viewer(StreamId stream) throws Exception {
        return new Viewer(client, relay.address("ws", "/live/" + stream));
    }

    /// Waits until the last viewer's stream is let go.
    private void awaitSilence() throws Exception {
        assertThat(camera.silent().get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(relay.taps.size()).isZero();
    }
}

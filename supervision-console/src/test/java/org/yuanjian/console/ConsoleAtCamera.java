package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import tools.jackson.databind.JsonNode;

/// A console with its relay and a camera that plays at its first point, and what people and
/// platforms do there.
final class ConsoleAtCamera implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    final RunningConsole console;
    final VideoPoint point;
    private final FakeCamera camera = FakeCamera.start(_ -> {});
    private final int http = free();
    private final int rtsp = free();

    ConsoleAtCamera(Path data) throws Exception {
        console =
                new RunningConsole(
                        data,
                        "--yuanjian.roles=console,relay",
                        "--yuanjian.relay.http-port=" + http,
                        "--yuanjian.relay.rtsp-port=" + rtsp,
                        "--yuanjian.relay.media-port=0",
                        "--yuanjian.relay.bind=127.0.0.1",
                        "--yuanjian.relay.camera-networks=127.0.0.0/8");
        console.signIn();
        point = console.bean(PointRegistry.class).list().points().iterator().next();
        String device =
                "{\"address\":\"127.0.0.1\",\"rtsp_port\":\"%d\",\"user\":\"viewer\",\"password\":\"x\",\"main_path\":\"/main\",\"sub_path\":\"/sub\",\"transport\":\"tcp\"}"
                        .formatted(camera.port());
        ok(console.call("PUT", "/api/points/" + point.code(), device));
    }

    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return RunningConsole.json(answer);
    }

    static void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!holds.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    void choose(String reason, String detail) throws Exception {
        String purpose = "{\"reason\":\"%s\",\"detail\":\"%s\"}".formatted(reason, detail);
        ok(console.call("PUT", "/api/purpose", purpose));
    }

    String ticket() throws Exception {
        return ok(console.call("POST", "/api/tickets", wish(""))).get("ticket").asString();
    }

    String platformTicket(String name) throws Exception {
        String wish = wish("\"name\":\"" + name + "\",");
        return ok(console.call("POST", "/api/platform-tickets", wish)).get("ticket").asString();
    }

    private String wish(String more) {
        return "{" + more + "\"stream\":\"" + point.code() + "/sub\"}";
    }

    /// Of a call below the point.
    HttpResponse<String> get(String path) throws Exception {
        return console.call("GET", "/api/points/" + point.code() + path, null);
    }

    /// Has its thumbnail fetched.
    HttpResponse<String> wantThumbnail() throws Exception {
        return console.call("POST", "/api/thumbnails", "{\"codes\":[\"" + point.code() + "\"]}");
    }

    /// Looks as a browser does where WebRTC cannot be, and says what it is told first.
    JsonNode live(String ticket) throws Exception {
        URI address = URI.create("ws://127.0.0.1:" + http + "/live/" + point.code() + "/sub");
        CompletableFuture<String> first = new CompletableFuture<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket =
                    client.newWebSocketBuilder()
                            .buildAsync(address, listener(first))
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            socket.sendText(ticket, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String said = first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            socket.abort();
            return RunningConsole.JSON.readTree(said);
        }
    }

    private static WebSocket.Listener listener(CompletableFuture<String> first) {
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                first.complete(data.toString());
                socket.request(1);
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    /// A player that knocked, and what it was answered. Its view is over when it goes.
    record Player(Socket socket, int status) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    Player describe(String ticket) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rtsp);
        socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
        String request =
                "DESCRIBE rtsp://127.0.0.1:%d/%s/sub?ticket=%s RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n"
                        .formatted(rtsp, point.code(), ticket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        Scanner answer = new Scanner(socket.getInputStream(), StandardCharsets.UTF_8);
        answer.next();
        return new Player(socket, answer.nextInt());
    }

    @Override
    public void close() {
        console.close();
        camera.close();
    }
}

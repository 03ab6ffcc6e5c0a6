package org.yuanjian.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Ports of a relay beside its console, and who knocks there.
final class RelayDoors {
    private static final int PATIENCE_SECONDS = 30;

    final int http = free();
    final int rtsp = free();

    RelayDoors() throws IOException {}

    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Of a console with a relay at these ports, which takes cameras on this machine.
    String[] settings() throws IOException {
        return new String[] {
            // The relay lets pages of this port alone ask it.
            "--server.port=" + free(),
            "--yuanjian.roles=console,relay",
            "--yuanjian.relay.http-port=" + http,
            "--yuanjian.relay.rtsp-port=" + rtsp,
            "--yuanjian.relay.media-port=0",
            "--yuanjian.relay.bind=127.0.0.1",
            "--yuanjian.relay.camera-networks=127.0.0.0/8"
        };
    }

    /// What a point is told of the camera that stands behind it.
    static String camera(int port) {
        return "{\"address\":\"127.0.0.1\",\"rtsp_port\":\"%d\",\"user\":\"viewer\",\"password\":\"x\",\"main_path\":\"/main\",\"sub_path\":\"/sub\",\"transport\":\"tcp\"}"
                .formatted(port);
    }

    /// A player that knocked, and what it was answered. Its view is over when it goes.
    record Player(Socket socket, int status) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    Player describe(String point, String ticket) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rtsp);
        socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
        String request =
                "DESCRIBE rtsp://127.0.0.1:%d/%s/sub?ticket=%s RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n"
                        .formatted(rtsp, point, ticket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        Scanner answer = new Scanner(socket.getInputStream(), StandardCharsets.UTF_8);
        answer.next();
        return new Player(socket, answer.nextInt());
    }

    /// Looks as a browser does where WebRTC cannot be, and says what it is told first.
    JsonNode live(String point, String ticket) throws Exception {
        URI address = URI.create("ws://127.0.0.1:" + http + "/live/" + point + "/sub");
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
}

package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.tls.CertificateFiles;
import org.yuanjian.relay.http.SelfSigned;
import org.yuanjian.relay.http.TlsClient;

/// The console and its relay over TLS, and certificates that change while they run.
final class TlsTest {
    @TempDir Path folder;

    private Path certificate;
    private Path key;
    private int relayPort;
    private RunningConsole console;

    @BeforeEach
    void start() throws Exception {
        certificate = folder.resolve("node.pem");
        key = folder.resolve("node.key");
        put(SelfSigned.create("one"));
        relayPort = freePort();
        console = overTls("data", relayPort);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private RunningConsole overTls(String data, int port) {
        return new RunningConsole(
                folder.resolve(data),
                "--yuanjian.roles=relay",
                "--yuanjian.relay.http-port=" + port,
                "--yuanjian.relay.rtsp-port=0",
                "--yuanjian.relay.media-port=0",
                "--yuanjian.relay.bind=127.0.0.1",
                "--yuanjian.tls.certificate=" + certificate,
                "--yuanjian.tls.key=" + key);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void put(SelfSigned pair) throws Exception {
        Files.writeString(certificate, pair.certificatePem());
        Files.writeString(key, pair.keyPem());
    }

    /// Looks until what lies there now has been judged.
    private void look() {
        CertificateFiles files = console.bean(CertificateFiles.class);
        files.look();
        files.look();
    }

    private int consolePort() {
        return console.address("/").getPort();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    }

    @Test
    void console_overTls_saysSoEverywhere() throws Exception {
        assertThat(console.ready().get("console").asString())
                .isEqualTo("https://127.0.0.1:" + consolePort() + "/");
        try (TlsClient client = new TlsClient(consolePort())) {
            String answer = client.ask(get("/api/session"));

            assertThat(answer).startsWith("HTTP/1.1 200");
            assertThat(answer).contains("Strict-Transport-Security: max-age=31536000");
            assertThat(answer).containsPattern("Set-Cookie: XSRF-TOKEN=[^\r]*; Secure");
            assertThat(answer)
                    .contains("https://127.0.0.1:" + relayPort + " wss://127.0.0.1:" + relayPort);
        }
    }

    @Test
    void session_overTls_hasASecureCookie() throws Exception {
        try (TlsClient client = new TlsClient(consolePort())) {
            String first = client.ask(get("/api/session"));
            String token = first.replaceAll("(?s).*XSRF-TOKEN=([^;]+);.*", "$1");
            String body =
                    "{\"user\":\"%s\",\"password\":\"%s\"}"
                            .formatted(
                                    console.ready().get("user").asString(),
                                    console.ready().get("password").asString());
            String answer =
                    client.ask(
                            "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: "
                                    + body.length()
                                    + "\r\nCookie: XSRF-TOKEN="
                                    + token
                                    + "\r\nX-XSRF-TOKEN: "
                                    + token
                                    + "\r\n\r\n"
                                    + body);

            assertThat(answer).startsWith("HTTP/1.1 200");
            assertThat(answer)
                    .containsPattern(
                            "Set-Cookie: YUANJIAN=[^\r]*; Secure; HttpOnly; SameSite=Strict");
        }
    }

    @Test
    void management_withACertificate_staysPlainOnThisMachine() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(
                            client.send(
                                            HttpRequest.newBuilder(
                                                            console.management("/actuator/health"))
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void files_changed_newConnectionsSeeItAndOpenOnesGoOn() throws Exception {
        try (TlsClient page = new TlsClient(consolePort());
                TlsClient media = new TlsClient(relayPort)) {
            assertThat(page.ask(get("/livez"))).startsWith("HTTP/1.1 200");
            assertThat(media.ask(get("/none"))).startsWith("HTTP/1.1 404");

            put(SelfSigned.create("two"));
            look();

            assertThat(shown(consolePort())).isEqualTo("CN=two");
            assertThat(shown(relayPort)).isEqualTo("CN=two");
            assertThat(page.ask(get("/livez"))).startsWith("HTTP/1.1 200");
            assertThat(media.ask(get("/none"))).startsWith("HTTP/1.1 404");
            assertThat(page.shown()).isEqualTo("CN=one");
        }
    }

    private static String shown(int port) throws Exception {
        try (TlsClient client = new TlsClient(port)) {
            return client.shown();
        }
    }

    @Test
    void files_broken_theOneBeforeStaysAndANoticeSaysSo() throws Exception {
        Files.writeString(certificate, SelfSigned.create("two").certificatePem());
        look();
        Files.writeString(key, "no key at all");
        look();
        Files.delete(certificate);
        look();

        assertThat(shown(consolePort())).isEqualTo("CN=one");
        assertThat(shown(relayPort)).isEqualTo("CN=one");
        List<@Nullable String> notices =
                console.bean(SqlStore.class)
                        .reading()
                        .sql("SELECT facts FROM notice WHERE kind = 'certificate_refused'")
                        .query(String.class)
                        .list();
        assertThat(notices).hasSize(3);
        assertThat(notices.toString())
                .contains("the key is not that of the certificate", "no private key", "no certif");
        put(SelfSigned.create("three"));
        look();
        assertThat(shown(consolePort())).isEqualTo("CN=three");
    }

    @Test
    void start_keyOfAnother_isRefused() throws Exception {
        Files.writeString(key, SelfSigned.create("two").keyPem());

        assertThatThrownBy(() -> overTls("other", freePort()))
                .rootCause()
                .hasMessageContaining("the key is not that of the certificate");
    }

    @Test
    void webSocket_overTls_opensToPagesOfTheConsoleOnly() throws Exception {
        String point = console.bean(PointRegistry.class).list().points().iterator().next().code();
        URI live = URI.create("wss://127.0.0.1:" + relayPort + "/live/" + point + "/main");
        try (HttpClient client = HttpClient.newBuilder().sslContext(TlsClient.trusting()).build()) {
            Said said = new Said();
            // The relay believes the console at the port of the settings, which is 0 here.
            WebSocket socket = open(client, live, "https://127.0.0.1:0", said);
            socket.sendText("no ticket", true).get(20, TimeUnit.SECONDS);

            assertThat(said.first.get(20, TimeUnit.SECONDS)).contains("\"kind\":\"TICKET\"");
            assertThatThrownBy(() -> open(client, live, "http://127.0.0.1:0", new Said()))
                    .isInstanceOf(ExecutionException.class);
        }
    }

    private static WebSocket open(HttpClient client, URI address, String origin, Said said)
            throws Exception {
        return client.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(address, said)
                .get(20, TimeUnit.SECONDS);
    }

    /// What the relay says first.
    private static final class Said implements WebSocket.Listener {
        private final CompletableFuture<String> first = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            first.complete(data.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}

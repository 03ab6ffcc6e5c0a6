package org.yuanjian.console.audit.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.console.audit.format.LedgerPublicKeys;
import org.yuanjian.console.audit.format.TreeHead;

class PostPlaceTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-26T00:00:00Z"));

    @TempDir static Path folder;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final List<TreeHead> heads = TestHeads.heads(3);
    private HttpsServer server;
    private SSLContext tls;
    private volatile int answer = 204;

    private record Received(String key, String time, String signature, String body) {}

    @BeforeEach
    void start() throws Exception {
        tls = tls();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/heads", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /// A certificate for localhost, made by the JDK's own tool.
    private static SSLContext tls() throws Exception {
        Path store = folder.resolve("tls.p12");
        if (Files.notExists(store)) {
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "a",
                                    "-keyalg",
                                    "EC",
                                    "-dname",
                                    "CN=localhost",
                                    "-ext",
                                    "san=dns:localhost",
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    store.toString(),
                                    "-storepass",
                                    new String(PASSWORD))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            assertThat(keytool.waitFor()).isZero();
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        received.add(
                new Received(
                        headers.getFirst(PostPlace.KEY),
                        headers.getFirst(PostPlace.TIME),
                        headers.getFirst(PostPlace.SIGNATURE),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.getResponseHeaders().add("Location", "https://localhost/elsewhere");
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private PostPlace place(SSLContext context, String... networks) {
        URI address =
                URI.create("https://localhost:" + server.getAddress().getPort() + "/heads?token=t");
        OutboundWay way = new OutboundWay(new CameraNetworks(List.of(networks)), context);
        return new PostPlace(address, way, TestHeads.KEY, CLOCK);
    }

    @Test
    void deliver_heads_areSignedAsAWhole() throws Exception {
        place(tls, "127.0.0.0/8", "::1/128").deliver(heads);
        Received post = received.take();
        LedgerPublicKeys keys = LedgerPublicKeys.parse(TestHeads.KEY.publicPem());
        assertThat(post.body().lines()).isEqualTo(heads.stream().map(TreeHead::line).toList());
        byte[] signed = PostPlace.signedBytes(post.time(), post.body());
        assertThat(keys.signed(post.key(), signed, post.signature())).isTrue();
        byte[] other = PostPlace.signedBytes(post.time(), post.body() + " ");
        assertThat(keys.signed(post.key(), other, post.signature())).isFalse();
    }

    @Test
    void deliver_answerIsNoYes_fails() {
        for (int status : List.of(301, 403, 500)) {
            answer = status;
            assertThatThrownBy(() -> place(tls, "127.0.0.0/8", "::1/128").deliver(heads))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("answered " + status);
        }
        assertThat(received).hasSize(3);
    }

    @Test
    void deliver_addressNotAllowed_isNotDialled() {
        assertThatThrownBy(() -> place(tls, "10.0.0.0/8").deliver(heads))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outbound allow-list");
        assertThat(received).isEmpty();
    }

    @Test
    void deliver_unknownCertificate_fails() throws Exception {
        SSLContext usual = SSLContext.getDefault();
        assertThatThrownBy(() -> place(usual, "127.0.0.0/8", "::1/128").deliver(heads))
                .isInstanceOf(IOException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void name_addressWithAQuery_leavesTheQueryOut() {
        assertThat(place(tls, "10.0.0.0/8").name()).isEqualTo("https://localhost/heads");
    }
}

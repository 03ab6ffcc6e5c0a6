package org.yuanjian.console.audit.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.setting.LedgerSettings;

class BucketPlaceTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-26T00:00:00Z"));

    private final Map<String, String> objects = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /// Takes what is signed by the right key.
    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        URI address =
                URI.create(
                        "http://"
                                + exchange.getRequestHeaders().getFirst("Host")
                                + exchange.getRequestURI());
        String signed =
                new RequestSigner(bucket("secret of s3"), CLOCK)
                        .sign(exchange.getRequestMethod(), address, body)
                        .get("Authorization");
        boolean isRight = exchange.getRequestHeaders().getFirst("Authorization").equals(signed);
        if (isRight) {
            objects.put(address.getPath(), new String(body, StandardCharsets.UTF_8));
        }
        exchange.sendResponseHeaders(isRight ? 200 : 403, -1);
        exchange.close();
    }

    private LedgerSettings.Bucket bucket(String secret) {
        String endpoint = "http://localhost:" + server.getAddress().getPort() + "/";
        return new LedgerSettings.Bucket(endpoint, "cn-south-1", "reader", secret);
    }

    private BucketPlace place(String secret) throws Exception {
        CameraNetworks networks = new CameraNetworks(List.of("127.0.0.0/8", "::1/128"));
        OutboundWay way = new OutboundWay(networks, SSLContext.getDefault());
        return new BucketPlace(URI.create("s3://heads/one"), bucket(secret), way, CLOCK);
    }

    /// The signature is what botocore 1.x signs the same request with.
    @Test
    void sign_knownRequest_hasTheKnownSignature() {
        Map<String, String> headers =
                new RequestSigner(bucket("secret of s3"), CLOCK)
                        .sign(
                                "PUT",
                                URI.create(
                                        "https://s3.example:9000/heads/one/head-00000000000000000010.ndjson"),
                                "line\n".getBytes(StandardCharsets.UTF_8));
        assertThat(headers)
                .containsEntry("x-amz-date", "20261126T000000Z")
                .containsEntry(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=reader/20261126/cn-south-1/s3/aws4_request,"
                                + " SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
                                + " Signature=3c6547b9f45c8db9e4ab2a42e614e282103bcb667dda06520ecccaf156158f84");
    }

    @Test
    void deliver_heads_areObjectsInTheirOrder() throws Exception {
        List<TreeHead> heads = TestHeads.heads(3);
        place("secret of s3").deliver(heads);
        List<String> names = objects.keySet().stream().sorted().toList();
        assertThat(names).hasSize(3);
        String root = heads.getFirst().root().toString().substring(0, 12);
        assertThat(names.getFirst())
                .isEqualTo("/heads/one/head-00000000000000000010-" + root + ".ndjson");
        for (int i = 0; i < 3; i++) {
            assertThat(objects.get(names.get(i))).isEqualTo(heads.get(i).line() + "\n");
        }
    }

    @Test
    void deliver_ledgerPutBack_replacesNoHead() throws Exception {
        place("secret of s3").deliver(TestHeads.heads(3));
        place("secret of s3").deliver(TestHeads.heads(3, 20, 10));
        assertThat(objects).hasSize(4);
    }

    @Test
    void deliver_wrongKey_fails() {
        assertThatThrownBy(() -> place("another").deliver(TestHeads.heads(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answered 403");
        assertThat(objects).isEmpty();
    }
}

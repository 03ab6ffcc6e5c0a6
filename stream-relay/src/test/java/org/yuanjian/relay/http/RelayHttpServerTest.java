package org.yuanjian.relay.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.NettyTransport;

class RelayHttpServerTest {
    private static final String CONSOLE = "http://127.0.0.1:8080";

    private final EventLoopGroup loops = NettyTransport.best().group(1, "http-test");
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RelayHttpServer server;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.counter("yuanjian.test").increment();
        server =
                new RelayHttpServer(
                        new RelayHttpSettings(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                new ConsoleOrigin("", 8080),
                                1000,
                                Duration.ofMillis(300)),
                        loops,
                        NettyTransport.best(),
                        List.of(new Echo(), new MetricsEndpoint(registry, "secret")));
        address = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void request_knownPath_reachesItsEndpoint() throws Exception {
        HttpResponse<String> answer = send(to("/echo/a?b=c").GET());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("/echo/a?b=c");
    }

    @Test
    void request_unknownPath_isProblem() throws Exception {
        HttpResponse<String> answer = send(to("/nothing").GET());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Not found\",\"status\":404,\"kind\":\"REQUEST\"}");
    }

    @Test
    void request_longBody_isRefused() throws Exception {
        HttpResponse<String> answer =
                send(to("/echo").POST(HttpRequest.BodyPublishers.ofString("x".repeat(1001))));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void request_fromConsole_mayReadAnswer() throws Exception {
        HttpResponse<String> answer = send(to("/echo").header("Origin", CONSOLE).GET());
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue(CONSOLE);
        assertThat(answer.headers().firstValue("access-control-expose-headers"))
                .hasValue("Location");
    }

    @Test
    void request_fromElsewhere_isRefused() throws Exception {
        HttpResponse<String> answer = send(to("/echo").header("Origin", "http://evil:8080").GET());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Not a page of the console");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void preflight_fromConsole_isCached() throws Exception {
        HttpResponse<String> answer = send(preflight(CONSOLE));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-max-age")).hasValue("7200");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue(CONSOLE);
        assertThat(send(to("/echo").GET()).statusCode()).isEqualTo(201);
    }

    @Test
    void preflight_fromElsewhere_isRefused() throws Exception {
        HttpResponse<String> answer = send(preflight("https://127.0.0.1"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void metrics_withToken_areShown() throws Exception {
        HttpResponse<String> answer =
                send(to("/metrics").header("Authorization", "Bearer secret").GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("yuanjian_test_total 1.0");
    }

    @Test
    void metrics_withoutToken_areRefused() throws Exception {
        assertThat(send(to("/metrics").GET()).statusCode()).isEqualTo(401);
        assertThat(send(to("/metrics").header("Authorization", "Bearer other").GET()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void connection_trickle_isClosed() throws Exception {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write("GET /echo HTTP/1.1\r\nHo".getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void connection_garbage_isRefused() throws Exception {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream()
                    .write(("GET /" + "a".repeat(5000) + " HTTP/1.1\r\n\r\n").getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400 ");
        }
    }

    private HttpRequest.Builder preflight(String origin) {
        return to("/echo")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static final class Echo implements HttpEndpoint {
        @Override
        public List<Route> routes() {
            return List.of(Route.of("GET /echo"), Route.of("GET /echo/{name}"));
        }

        @Override
        public void handle(ChannelHandlerContext context, FullHttpRequest request) {
            HttpAnswer.of(HttpResponseStatus.CREATED, "text/plain", request.uri()).send(context);
        }
    }
}

package org.yuanjian.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.NettyTransport;

class RelayCertificateTest {
    private static final String GET = "GET /none HTTP/1.1\r\nHost: relay\r\n\r\n";

    private final EventLoopGroup loops = NettyTransport.best().group(1, "tls-test");
    private RelayCertificate certificate;
    private RelayHttpServer server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        SelfSigned one = SelfSigned.create("one");
        certificate = new RelayCertificate(one.key(), List.of(one.certificate()));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server =
                new RelayHttpServer(
                        new RelayHttpSettings(any, new ConsoleOrigin("", 8080, true))
                                .with(certificate),
                        loops,
                        NettyTransport.best(),
                        List.of());
        port = server.start().getPort();
    }

    @AfterEach
    void stop() {
        server.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void replace_newConnectionsSeeIt_openOnesGoOn() throws Exception {
        try (TlsClient before = new TlsClient(port)) {
            assertThat(before.ask(GET)).startsWith("HTTP/1.1 404");

            SelfSigned two = SelfSigned.create("two");
            certificate.replace(two.key(), List.of(two.certificate()));

            try (TlsClient after = new TlsClient(port)) {
                assertThat(after.shown()).isEqualTo("CN=two");
                assertThat(after.ask(GET)).startsWith("HTTP/1.1 404");
            }
            assertThat(before.ask(GET)).startsWith("HTTP/1.1 404");
            assertThat(before.shown()).isEqualTo("CN=one");
        }
    }

    @Test
    void replace_unusable_keepsWhatIsShown() throws Exception {
        SelfSigned two = SelfSigned.create("two");

        assertThatThrownBy(() -> certificate.replace(two.key(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        try (TlsClient client = new TlsClient(port)) {
            assertThat(client.shown()).isEqualTo("CN=one");
        }
    }

    @Test
    void connection_withoutTls_getsNoAnswer() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            assertThat(read(socket)).doesNotContain("HTTP/1.1");
        }
    }

    private static String read(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void origin_withoutTls_isNoPageOfAConsoleThatHasIt() {
        ConsoleOrigin secure = new ConsoleOrigin("", 8080, true);

        assertThat(secure.allows("https://host:8080", "host:8081")).isTrue();
        assertThat(secure.allows("http://host:8080", "host:8081")).isFalse();
    }
}

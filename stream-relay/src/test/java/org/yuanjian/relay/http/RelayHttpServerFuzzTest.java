package org.yuanjian.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.relay.AccessUnitTaps;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;
import org.yuanjian.relay.live.LiveEndpoint;
import org.yuanjian.relay.transcode.TranscodeWorkers;
import org.yuanjian.relay.webrtc.WebRtcServer;
import org.yuanjian.relay.webrtc.WebRtcSettings;
import org.yuanjian.relay.webrtc.WhepEndpoint;

/// Whatever a caller sends to the relay's HTTP port, up to the first message of a WebSocket: an
/// answer that blames the caller, or the end of its connection, and never a stream without a
/// ticket.
class RelayHttpServerFuzzTest {
    private static final EventLoopGroup LOOPS = NettyTransport.NIO.group(1, "test");
    private static final TranscodeWorkers WORKERS = new TranscodeWorkers(1);
    private static final RelayHttpServer SERVER = server();

    /// An aggregator, a decoder and a compressor of messages for each connection.
    private static final long ALLOCATION_BASE = 4 << 20;

    /// Fails the run when a stream is opened.
    private static final class NoStreams implements StreamCatalog {
        @Override
        public Optional<StreamSource> open(StreamId id) {
            throw new AssertionError("opened without a ticket");
        }

        @Override
        public List<StreamId> streams(String point) {
            return List.of();
        }
    }

    private static RelayHttpServer server() {
        InetSocketAddress any = new InetSocketAddress(0);
        StreamRelay relay =
                new StreamRelay(
                        new NoStreams(), LOOPS, new StreamRelay.Settings(Duration.ZERO, 1000));
        TicketSigner signer = new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]);
        TicketGate gate = new TicketGate(signer, "node", () -> Instant.EPOCH, _ -> false);
        ConsoleOrigin origins = new ConsoleOrigin("", 8080);
        WebRtcServer webRtc =
                new WebRtcServer(
                        new WebRtcSettings(any, List.of()),
                        LOOPS.next(),
                        NettyTransport.NIO,
                        () -> Instant.EPOCH,
                        new SimpleMeterRegistry());
        AccessUnitTaps taps = new AccessUnitTaps(relay, LOOPS);
        return new RelayHttpServer(
                new RelayHttpSettings(any, origins),
                LOOPS,
                NettyTransport.NIO,
                List.of(
                        new LiveEndpoint(gate, taps, WORKERS),
                        new WhepEndpoint(webRtc, relay, gate, WORKERS),
                        new MetricsEndpoint(
                                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                                "never in an input")));
    }

    @AfterAll
    static void end() {
        WORKERS.close();
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @FuzzTest(maxDuration = "2m")
    void read(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, ALLOCATION_BASE, RelayHttpServerFuzzTest::readHalves);
    }

    private static void readHalves(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(SERVER.handlers());
        int half = bytes.length / 2;
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, half));
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, half, bytes.length - half));
        }
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            assertThat(out.toString(StandardCharsets.ISO_8859_1))
                    .doesNotMatch("(?s)HTTP/1.1 (20[01]|5).*");
            out.release();
        }
        channel.finishAndReleaseAll();
    }
}

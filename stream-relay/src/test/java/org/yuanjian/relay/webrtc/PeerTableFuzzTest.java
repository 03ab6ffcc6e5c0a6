package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.rtp.NtpTime;

/// Whatever comes to the media port, framed as ICE over TCP frames it: counted, and no trace of its
/// session once that is closed.
class PeerTableFuzzTest {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create(Instant.EPOCH);
    private static final WebRtcMeters METERS = new WebRtcMeters(new SimpleMeterRegistry());
    private static final EventLoop LOOP = new DefaultEventLoop();
    private static final PeerConnection.Credentials CREDENTIALS =
            new PeerConnection.Credentials("ours", "password");
    private static final long CLOSE_SECONDS = 20;

    /// Hears nothing: its stream never comes.
    private static final class NoStream implements WebRtcWriter.Listener {
        @Override
        public void onFormats() {}

        @Override
        public void onFault(StreamFault fault) {}

        @Override
        public void onUnplayable() {}

        @Override
        public void onEnd() {}
    }

    /// A connection of ICE over TCP.
    private static final class Connection extends EmbeddedChannel {
        Connection(PeerTable peers) {
            super(new TcpReceiver(peers));
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        }
    }

    @AfterAll
    static void end() {
        LOOP.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @FuzzTest(maxDuration = "2m")
    void receive(byte[] bytes) throws Exception {
        PeerTable peers = new PeerTable();
        PeerConnection peer = LOOP.submit(() -> take(peers, bytes)).get();
        LOOP.submit(() -> peer.close("over")).get();
        long started = System.nanoTime();
        while (LOOP.submit(peers::size).get() > 0) {
            assertThat(System.nanoTime() - started)
                    .isLessThan(TimeUnit.SECONDS.toNanos(CLOSE_SECONDS));
        }
        assertThat(peer.paths()).isEmpty();
    }

    @Test
    void receive_announcesMoreThanAHandshakeNeeds_isCountedOnly() throws Exception {
        // A certificate of 16 MiB less a byte, of which the first nothing is here.
        String record = "16 fefd 0000 000000000001 000c  0b ffffff 0001 000000 000000";
        byte[] bytes = HexFormat.of().parseHex(record.replace(" ", ""));
        PeerTable peers = new PeerTable();
        PeerConnection peer =
                LOOP.submit(() -> take(peers, ByteBufUtil.getBytes(framed(bytes)))).get();

        LOOP.submit(() -> peer.close("over")).get();

        // Once from a stranger, once from the viewer, for whom no handshake began.
        assertThat(peers.strangers()).isEqualTo(2);
        assertThat(peers.size()).isZero();
    }

    private static PeerConnection take(PeerTable peers, byte[] bytes) {
        PeerConnection peer = peer(peers);
        Connection viewer = new Connection(peers);
        viewer.writeInbound(framed(check()));
        assertThat(peer.paths()).hasSize(1);
        Connection stranger = new Connection(peers);
        for (Connection each : List.of(stranger, viewer)) {
            if (each.isOpen()) {
                each.writeInbound(Unpooled.copiedBuffer(bytes));
            }
        }
        assertThat(peer.isConnected()).isFalse();
        assertThat(peer.paths()).hasSizeBetween(0, 1);
        stranger.finishAndReleaseAll();
        viewer.finishAndReleaseAll();
        return peer;
    }

    private static PeerConnection peer(PeerTable peers) {
        WebRtcWriter writer =
                new WebRtcWriter(
                        LOOP, new StreamFeed(StreamId.parse("p/sub"), METERS), new NoStream());
        WebRtcSettings settings = new WebRtcSettings(new InetSocketAddress(0), List.of());
        int timeout = Math.toIntExact(Duration.ofSeconds(CLOSE_SECONDS).toMillis());
        PeerConnection peer =
                new PeerConnection(
                        "session",
                        CREDENTIALS,
                        writer,
                        new DtlsServer(IDENTITY, Offers.FINGERPRINT, timeout),
                        new PeerConnection.Surroundings(
                                LOOP,
                                peers,
                                settings,
                                new NtpTime(() -> Instant.EPOCH),
                                METERS,
                                _ -> {}));
        peers.add(peer);
        return peer;
    }

    private static byte[] check() {
        byte[] name = "ours:theirs".getBytes(StandardCharsets.US_ASCII);
        return new StunBuilder(StunMessage.BINDING_REQUEST, new byte[StunMessage.TRANSACTION_BYTES])
                .attribute(StunMessage.USERNAME, name)
                .finish(CREDENTIALS.password());
    }

    private static ByteBuf framed(byte[] datagram) {
        return Unpooled.buffer().writeShort(datagram.length).writeBytes(datagram);
    }

    @Test
    void receive_corpus_leavesNoTrace() throws Exception {
        HostileCorpus.replay("stun", this::receiveFramed);
        HostileCorpus.replay("dtls", this::receiveFramed);
        HostileCorpus.replay("rtcp", this::receiveFramed);
        HostileCorpus.replay("mixed", this::receiveFramed);
    }

    private void receiveFramed(byte[] datagram) throws Exception {
        receive(ByteBufUtil.getBytes(framed(datagram)));
    }
}

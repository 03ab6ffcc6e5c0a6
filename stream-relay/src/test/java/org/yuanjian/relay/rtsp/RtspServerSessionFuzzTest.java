package org.yuanjian.relay.rtsp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.rtsp.RtspMessageDecoder;
import org.yuanjian.media.rtsp.RtspMessageEncoder;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;

/// Whatever a player sends: answers, or the end of its connection, and never a stream without a
/// ticket.
class RtspServerSessionFuzzTest {
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

    @FuzzTest(maxDuration = "2m")
    void read(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, RtspServerSessionFuzzTest::readHalves);
    }

    private static void readHalves(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel();
        StreamRelay.Settings settings = new StreamRelay.Settings(Duration.ZERO, 1000);
        StreamRelay relay = new StreamRelay(new NoStreams(), channel.eventLoop(), settings);
        TicketSigner signer = new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]);
        TicketGate gate = new TicketGate(signer, "node", () -> Instant.EPOCH, _ -> false);
        ChannelHandler session = new RtspServerSession(channel, relay, gate, NettyTransport.NIO);
        channel.pipeline().addLast(new RtspMessageEncoder(), new RtspMessageDecoder(), session);
        int half = bytes.length / 2;
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, half));
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, half, bytes.length - half));
        }
        channel.finishAndReleaseAll();
    }

    @Test
    void read_corpus_isAnsweredOrEnds() throws Exception {
        HostileCorpus.replay("rtsp", this::read);
    }
}

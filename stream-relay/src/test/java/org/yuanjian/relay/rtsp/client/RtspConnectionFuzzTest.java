package org.yuanjian.relay.rtsp.client;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.Codec;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.NtpTime;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspMessageDecoder;
import org.yuanjian.media.rtsp.RtspMessageEncoder;
import org.yuanjian.media.rtsp.RtspResponse;
import org.yuanjian.relay.rtsp.client.RtspAddress.Transport;

/// Whatever a camera sends, from the first answer to the last packet: the session ends with a typed
/// error or goes on.
class RtspConnectionFuzzTest {
    private static final RtspAddress ADDRESS =
            new RtspAddress("camera", 554, "/", "admin", "secret", Transport.TCP);

    @FuzzTest(maxDuration = "2m")
    void read(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, this::readHalves);
    }

    private void readHalves(byte[] bytes) {
        EmbeddedChannel channel =
                new EmbeddedChannel(new RtspMessageEncoder(), new RtspMessageDecoder());
        CountingSink sink = new CountingSink();
        PacketReceiver packets =
                new PacketReceiver(
                        sink,
                        new BurstAssembler(channel.alloc()),
                        new NtpTime(() -> Instant.EPOCH));
        packets.begin(List.of(TrackFormat.video(Codec.H264, 96, List.of())), 0);
        RtspConnection connection =
                new RtspConnection(
                        channel,
                        new RtspAccess(ADDRESS, new SourceFixture.Latch()),
                        RtspConnection.USUAL_PATIENCE,
                        new Listener(packets));
        channel.pipeline().addLast(connection);
        connection.request("DESCRIBE", ADDRESS.uri(), new RtspHeaders(), this::described);
        connection.request("SETUP", ADDRESS.uri(), new RtspHeaders(), this::setUp);
        int half = bytes.length / 2;
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, half));
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, half, bytes.length - half));
        }
        channel.finishAndReleaseAll();
        packets.close();
    }

    private void described(RtspResponse response) {
        try {
            RtspSession.of(ADDRESS.uri(), response);
            RtspRedirect.follow(ADDRESS, response.headers().first("Location").orElse(""));
        } catch (RtspException e) {
            // A typed error is what bad input may end in.
        }
    }

    private void setUp(RtspResponse response) {
        SessionField.NONE.updated(response.headers().first("Session").orElse(""));
        RtspTransport.parse(response.headers().first("Transport").orElse(""));
    }

    /// Every channel is the camera's picture.
    private record Listener(PacketReceiver packets) implements RtspConnection.Listener {
        @Override
        public void onFrames(ByteBuf frames) {
            int[] channels = new int[256];
            Arrays.setAll(channels, channel -> channel & 3);
            packets.frames(frames, channels, 1);
        }

        @Override
        public void onClosed(RtspException why) {}
    }

    @Test
    void read_corpus_endsOrGoesOn() throws Exception {
        HostileCorpus.replay("rtsp", this::read);
        HostileCorpus.replay("rtp", this::read);
    }
}

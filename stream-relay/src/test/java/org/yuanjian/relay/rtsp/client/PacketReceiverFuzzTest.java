package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.Codec;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.RtpSink;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.NtpTime;
import org.yuanjian.media.rtp.RtpPacket;

/// Whatever a camera sends in its `$` frames and datagrams, each piece behind its channel: bursts
/// of whole packets, or counted drops.
class PacketReceiverFuzzTest {
    private static final List<TrackFormat> TRACKS =
            List.of(
                    TrackFormat.video(Codec.H264, 96, List.of()),
                    new TrackFormat(Codec.PCMA, 8, 8000, 1, Map.of(), List.of()));
    private static final int CHANNELS = 6;

    @FuzzTest(maxDuration = "2m")
    void frames(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, PacketReceiverFuzzTest::receive);
    }

    private static void receive(byte[] bytes) {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        List<byte[]> pieces = HostileInput.pieces(bytes, 1);
        try (PacketReceiver receiver =
                new PacketReceiver(
                        new BurstCheck(),
                        new BurstAssembler(allocator),
                        new NtpTime(() -> Instant.EPOCH))) {
            receiver.begin(TRACKS, 0);
            asFrames(receiver, pieces);
            receiver.begin(TRACKS, 1); // the camera begins anew
            asDatagrams(receiver, pieces);
            receiver.keyFrameRequest(allocator).ifPresent(request -> request.packet().release());
            assertThat(receiver.malformed()).isBetween(0L, 2L * pieces.size());
        }
        assertThat(allocator.metric().usedHeapMemory()).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    private static void asFrames(PacketReceiver receiver, List<byte[]> pieces) {
        int[] channels = new int[256];
        Arrays.setAll(channels, channel -> channel % (CHANNELS + 1) - 1);
        ByteBuf frames = Unpooled.buffer();
        for (byte[] piece : pieces) {
            if (piece.length > 0) {
                frames.writeByte('$').writeByte(piece[0]).writeShort(piece.length - 1);
                frames.writeBytes(piece, 1, piece.length - 1);
            }
        }
        receiver.frames(frames, channels, 1);
        frames.release();
    }

    private static void asDatagrams(PacketReceiver receiver, List<byte[]> pieces) {
        for (byte[] piece : pieces) {
            if (piece.length > 0) {
                ByteBuf datagram = Unpooled.wrappedBuffer(piece, 1, piece.length - 1);
                receiver.begin(RtpBurst.HEADER_BYTES + datagram.readableBytes());
                receiver.datagram((piece[0] & 0xFF) % CHANNELS, datagram, 2);
                receiver.deliver(2);
                datagram.release();
            }
        }
    }

    /// Sees that what goes on is made of packets that can be read.
    private static final class BurstCheck implements RtpSink {
        @Override
        public void onTracks(List<TrackFormat> tracks) {}

        @Override
        public void onBurst(RtpBurst burst) {
            burst.forEach((channel, index, length) -> check(burst, channel, index, length));
            if (burst.startsKeyFrame()) {
                RtpBurst rest = burst.from(burst.keyFrameOffset());
                assertThat(rest.frames().getByte(rest.frames().readerIndex()))
                        .isEqualTo((byte) '$');
                rest.release();
            }
        }

        private static void check(RtpBurst burst, int channel, int index, int length) {
            assertThat(channel).isBetween(0, 2 * TRACKS.size() - 1);
            try {
                if (channel % 2 == 0) {
                    RtpPacket packet = RtpPacket.parse(burst.frames(), index, length);
                    assertThat(packet.payloadType())
                            .isEqualTo(TRACKS.get(channel / 2).payloadType());
                }
            } catch (MalformedPacketException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void frames_corpus_givesBurstsOrCountedDrops() throws Exception {
        HostileCorpus.replay("rtp", this::frames);
        HostileCorpus.replay("rtcp", this::frames);
    }
}

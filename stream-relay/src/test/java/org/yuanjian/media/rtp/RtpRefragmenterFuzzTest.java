package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.TrackFormat;

/// Whatever a camera's pictures are made of: payloads for viewers within bounds.
class RtpRefragmenterFuzzTest {
    private static final int MAX_PAYLOAD_BYTES = 100;

    /// A packet begins and ends at most one unit, each in a payload of its own.
    private static final long ALLOCATION_PER_PACKET = 2048;

    /// The first byte tells how many parameter sets the camera described; see [HostilePackets] for
    /// the rest.
    @FuzzTest(maxDuration = "2m")
    void cutH264(byte[] bytes) throws Exception {
        cut(Codec.H264, bytes);
    }

    @FuzzTest(maxDuration = "2m")
    void cutH265(byte[] bytes) throws Exception {
        cut(Codec.H265, bytes);
    }

    private static void cut(Codec codec, byte[] bytes) throws Exception {
        if (bytes.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(bytes, 1, bytes.length);
        List<byte[]> pieces = HostileInput.pieces(rest, 1);
        List<byte[]> sets =
                pieces.stream().limit(bytes[0] & 3).filter(set -> set.length > 0).toList();
        TrackFormat format = TrackFormat.video(codec, 96, sets);
        long base = HostileInput.ALLOCATION_BASE + ALLOCATION_PER_PACKET * pieces.size();
        HostileInput.parse(rest, base, input -> cut(format, new HostilePackets(format).of(input)));
    }

    private static void cut(TrackFormat format, List<ByteBuf> packets) {
        Output output = new Output();
        RtpRefragmenter cutter = new RtpRefragmenter(format, MAX_PAYLOAD_BYTES, output);
        for (ByteBuf packet : packets) {
            try {
                cutter.packet(RtpPacket.parse(packet, 0, packet.readableBytes()));
            } catch (MalformedPacketException e) {
                assertThat(e).hasMessageMatching(".+");
            }
            if (packet.getByte(3) % 4 == 0) {
                cutter.flush();
            }
            assertThat(packet.refCnt()).isOne();
        }
        cutter.flush();
        assertThat(output.payloads)
                .allMatch(bytes -> bytes.length > 0 && bytes.length <= MAX_PAYLOAD_BYTES);
    }

    /// Keeps the payloads.
    private static final class Output implements RtpRefragmenter.Output {
        final List<byte[]> payloads = new ArrayList<>();

        @Override
        public void payload(byte[] payload, long timestamp, boolean marker) {
            payloads.add(payload);
        }

        @Override
        public void keyFrame(long timestamp) {}

        @Override
        public void sequenceParameterSet(byte[] nal) {
            assertThat(nal).isNotEmpty();
        }

        @Override
        public void lost() {}
    }

    @Test
    void cut_corpus_staysInBounds() throws Exception {
        HostileCorpus.replay("rtp", this::cutH264);
        HostileCorpus.replay("rtp", this::cutH265);
    }
}

package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;

/// Whatever a camera or a viewer reports: packets no longer than what brought them, or a typed
/// error.
class RtcpPacketFuzzTest {
    /// One of four bytes asks for as many packets (RFC 4585 §6.2.1).
    private static final int NACKED_BY_FOUR_BYTES = 17;

    @FuzzTest(maxDuration = "2m")
    void parse(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, RtcpPacketFuzzTest::read);
    }

    private static void read(byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        try {
            for (RtcpPacket packet : RtcpPacket.parse(buffer, 0, bytes.length)) {
                assertThat(entries(packet))
                        .isLessThanOrEqualTo(NACKED_BY_FOUR_BYTES * (bytes.length / 4));
            }
        } catch (MalformedPacketException e) {
            assertThat(e).hasMessageMatching(".+");
        } finally {
            buffer.release();
        }
    }

    private static int entries(RtcpPacket packet) {
        return switch (packet) {
            case RtcpPacket.Report report -> report.blocks().size();
            case RtcpPacket.PictureLoss _ -> 1;
            case RtcpPacket.FullIntra intra -> intra.media().size();
            case RtcpPacket.Nack nack -> nack.sequences().size();
            case RtcpPacket.Remb remb -> remb.media().size();
            case RtcpPacket.Bye bye -> bye.sources().size();
        };
    }

    @Test
    void parse_corpus_givesPacketsOrTypedErrors() throws Exception {
        HostileCorpus.replay("rtcp", this::parse);
        HostileCorpus.replay("mixed", this::parse);
    }
}

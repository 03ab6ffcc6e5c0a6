package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;

/// Whatever a camera sends for an RTP packet: a view that stays inside it, or a typed error.
class RtpPacketFuzzTest {
    private static final int BEFORE_BYTES = 4;

    @FuzzTest(maxDuration = "2m")
    void parse(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, RtpPacketFuzzTest::view);
    }

    /// The packet ends where its buffer does, so that reading beyond it fails.
    private static void view(byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(new byte[BEFORE_BYTES], bytes);
        try {
            RtpPacket packet = RtpPacket.parse(buffer, BEFORE_BYTES, bytes.length);
            assertThat(packet.payloadIndex()).isGreaterThan(BEFORE_BYTES);
            assertThat(packet.payload().readableBytes()).isEqualTo(packet.payloadLength());
            assertThat(packet.payloadType()).isBetween(0, 127);
            assertThat(packet.sequence()).isBetween(0, 0xFFFF);
            for (Codec codec : Codec.values()) {
                boolean key = KeyFrameDetector.startsKeyFrame(codec, packet);
                assertThat(key)
                        .satisfiesAnyOf(
                                found -> assertThat(found).isFalse(),
                                _ -> assertThat(packet.payloadLength()).isGreaterThan(1));
            }
        } catch (MalformedPacketException e) {
            assertThat(e).hasMessageMatching(".+");
        } finally {
            buffer.release();
        }
    }

    @Test
    void parse_corpus_givesPacketsOrTypedErrors() throws Exception {
        HostileCorpus.replay("rtp", this::parse);
        HostileCorpus.replay("mixed", this::parse);
    }
}

package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yuanjian.media.Codec;

class KeyFrameDetectorTest {
    private static final String HEADER = "8060000100000000000000aa";

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "H264, 6588, true, IDR slice",
        "H264, 6742, true, SPS",
        "H264, 41, false, one byte",
        "H264, 4188, false, other slice",
        "H264, 68ce, false, PPS alone",
        "H264, 7c85, true, IDR fragment that starts",
        "H264, 7c45, false, IDR fragment that ends",
        "H264, 7c81, false, other fragment that starts",
        "H264, 780003674200000268ce, true, aggregate that begins with SPS",
        "H264, 78000209f0000367420a, true, aggregate with a delimiter before the SPS",
        "H264, 78ffff09f0000367420a, false, aggregate whose sizes lie",
        "H264, 78, false, aggregate cut off",
        "H265, 2601aa, true, IDR_W_RADL",
        "H265, 2a01aa, true, CRA",
        "H265, 4001aa, true, VPS",
        "H265, 0201aa, false, trailing picture",
        "H265, 620193, true, IDR fragment that starts",
        "H265, 620153, false, IDR fragment that ends",
        "H265, 600100034601500003420101, true, aggregate with a delimiter before the SPS",
        "H265, 6001, false, aggregate cut off",
        "PCMA, 6588, false, sound",
    })
    void startsKeyFrame_ofOnePacket(Codec codec, String payload, boolean expected, String what)
            throws Exception {
        ByteBuf bytes = Unpooled.wrappedBuffer(HexFormat.of().parseHex(HEADER + payload));

        RtpPacket packet = RtpPacket.parse(bytes, 0, bytes.readableBytes());

        assertThat(KeyFrameDetector.startsKeyFrame(codec, packet)).as(what).isEqualTo(expected);
    }
}

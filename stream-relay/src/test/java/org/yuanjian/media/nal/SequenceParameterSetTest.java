package org.yuanjian.media.nal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// Reads parameter sets as encoders write them, and as nobody should. The bytes were made with x264
/// and x265 from a test picture.
class SequenceParameterSetTest {
    /// Constrained Baseline, 638×360 cropped from 640×368, 25 fps, max_num_reorder_frames 0.
    static final String BASELINE = "6742c01ed900a02fea5c0440000003004000000c83c58b92";

    /// Main with B-frames, max_num_reorder_frames 2.
    static final String MAIN_B_FRAMES = "674d401eeca05017f52e0220000003002000000641e2c5b2c0";

    /// High, 1920×1080 cropped from 1920×1088, 30 fps, no B-frames.
    static final String HIGH = "67640028acb200f0044fcb8088000003000800000301e078c19240";

    /// High as a camera without VUI writes it: 1280×720.
    static final String HIGH_NO_VUI = "6764001facda014016e4";

    /// Main, 1920×1080 cropped from 1920×1088, sps_max_num_reorder_pics 2.
    static final String H265_B_FRAMES =
            "420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000f04";

    /// The same without B-frames.
    static final String H265 =
            "420101016000000300900000030000030078a003c08010e5964a924caf016808000003000800000300f040";

    @Test
    void parse_baseline_tellsSizeRateAndNoReordering() throws MalformedNalException {
        SequenceParameterSet sps = parse(Codec.H264, BASELINE);

        assertThat(sps.width()).isEqualTo(638);
        assertThat(sps.height()).isEqualTo(360);
        assertThat(sps.framesPerSecond()).isEqualTo(25);
        assertThat(sps.codecString()).isEqualTo("avc1.42c01e");
        assertThat(sps.reorderFrames()).isZero();
        assertThat(sps.hasReordering()).isFalse();
    }

    @Test
    void parse_mainWithBFrames_tellsReordering() throws MalformedNalException {
        SequenceParameterSet sps = parse(Codec.H264, MAIN_B_FRAMES);

        assertThat(sps.hasReordering()).isTrue();
        assertThat(sps.reorderFrames()).isEqualTo(2);
        assertThat(sps.codecString()).isEqualTo("avc1.4d401e");
    }

    @Test
    void parse_high_readsChromaAndCropping() throws MalformedNalException {
        SequenceParameterSet sps = parse(Codec.H264, HIGH);

        assertThat(sps.size()).isEqualTo(new SequenceParameterSet.Size(1920, 1080));
        assertThat(sps.sampling()).isEqualTo(new SequenceParameterSet.Sampling(1, 8, 8));
        assertThat(sps.framesPerSecond()).isEqualTo(30);
        assertThat(sps.reorderFrames()).isZero();
    }

    @Test
    void parse_highWithoutVui_doesNotKnowReordering() throws MalformedNalException {
        SequenceParameterSet sps = parse(Codec.H264, HIGH_NO_VUI);

        assertThat(sps.width()).isEqualTo(1280);
        assertThat(sps.height()).isEqualTo(720);
        assertThat(sps.isReorderingKnown()).isFalse();
        assertThat(sps.hasReordering()).isFalse();
        assertThat(sps.framesPerSecond()).isZero();
    }

    @Test
    void parse_vuiCutOff_keepsWhatStandsBeforeIt() throws MalformedNalException {
        SequenceParameterSet sps =
                parse(Codec.H264, MAIN_B_FRAMES.substring(0, MAIN_B_FRAMES.length() - 8));

        assertThat(sps.width()).isEqualTo(638);
        assertThat(sps.framesPerSecond()).isEqualTo(25);
        assertThat(sps.isReorderingKnown()).isFalse();
    }

    @Test
    void parse_h265_tellsSizeProfileAndReordering() throws MalformedNalException {
        SequenceParameterSet with = parse(Codec.H265, H265_B_FRAMES);
        SequenceParameterSet without = parse(Codec.H265, H265);

        assertThat(with.size()).isEqualTo(new SequenceParameterSet.Size(1920, 1080));
        assertThat(with.codecString()).isEqualTo("hvc1.1.6.L120.90");
        assertThat(with.reorderFrames()).isEqualTo(2);
        assertThat(without.reorderFrames()).isZero();
        assertThat(without.sampling()).isEqualTo(new SequenceParameterSet.Sampling(1, 8, 8));
    }

    @Test
    void parse_croppedToNothing_isRefused() {
        // Baseline, one macroblock, frame_cropping: left 4, right 4 chroma samples of 8.
        assertThatThrownBy(() -> parse(Codec.H264, "6742001eda7ca5d0"))
                .isInstanceOf(MalformedNalException.class);
    }

    @Test
    void parse_outputOrderIsDecodingOrder_hasNoReordering() throws MalformedNalException {
        // Main, 640×360, pic_order_cnt_type 2, no VUI.
        SequenceParameterSet sps = parse(Codec.H264, "674d001eda0280bfe540");

        assertThat(sps.isReorderingKnown()).isTrue();
        assertThat(sps.hasReordering()).isFalse();
    }

    @Test
    void parse_everyPrefix_isReadOrRefused() {
        for (String whole : List.of(BASELINE, MAIN_B_FRAMES, HIGH, HIGH_NO_VUI)) {
            for (int length = 0; length <= whole.length(); length += 2) {
                parseAnything(HexFormat.of().parseHex(whole, 0, length));
            }
        }
    }

    @Test
    void parse_randomBytes_isReadOrRefused() {
        Random random = new Random(20260101);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[0] = round % 2 == 0 ? (byte) 0x67 : (byte) 0x42;
            }
            parseAnything(bytes);
        }
    }

    @Test
    void of_picksTheSpsAmongTheSets() {
        HexFormat hex = HexFormat.of();
        TrackFormat format =
                TrackFormat.video(
                        Codec.H264,
                        96,
                        List.of(new byte[0], hex.parseHex("68ebe3cb20"), hex.parseHex(HIGH)));

        assertThat(SequenceParameterSet.of(format).orElseThrow().width()).isEqualTo(1920);
        assertThat(SequenceParameterSet.of(format.withParameterSets(List.of()))).isEmpty();
    }

    private static void parseAnything(byte[] bytes) {
        for (Codec codec : List.of(Codec.H264, Codec.H265)) {
            try {
                SequenceParameterSet sps = SequenceParameterSet.parse(codec, bytes);
                assertThat(sps.width()).isPositive();
                assertThat(sps.height()).isPositive();
            } catch (MalformedNalException e) {
                assertThat(e).hasMessageMatching(".+");
            }
        }
    }

    private static SequenceParameterSet parse(Codec codec, String hex)
            throws MalformedNalException {
        return SequenceParameterSet.parse(codec, HexFormat.of().parseHex(hex));
    }
}

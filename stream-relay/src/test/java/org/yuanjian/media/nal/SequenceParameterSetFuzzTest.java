package org.yuanjian.media.nal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;

/// Whatever a camera calls its parameter set: a picture of a size that can be, or a typed error.
class SequenceParameterSetFuzzTest {
    private static final int MAX_SIDE = 32_768;
    private static final int MAX_REORDER_FRAMES = 16;

    @FuzzTest(maxDuration = "2m")
    void parseH264(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, nal -> read(Codec.H264, nal));
    }

    @FuzzTest(maxDuration = "2m")
    void parseH265(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, nal -> read(Codec.H265, nal));
    }

    private static void read(Codec codec, byte[] nal) {
        try {
            SequenceParameterSet sps = SequenceParameterSet.parse(codec, nal);
            assertThat(sps.width()).isBetween(1, MAX_SIDE);
            assertThat(sps.height()).isBetween(1, MAX_SIDE);
            assertThat(sps.reorderFrames())
                    .isBetween(SequenceParameterSet.UNKNOWN, MAX_REORDER_FRAMES);
            assertThat(sps.framesPerSecond()).isBetween(0.0, 1000.0);
            assertThat(sps.codecString()).matches("(avc1|hvc1)(\\.[0-9A-Za-z]+)+");
        } catch (MalformedNalException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    @Test
    void parse_corpus_givesSizesOrTypedErrors() throws Exception {
        HostileCorpus.replay("bitstream", this::parseH264);
        HostileCorpus.replay("bitstream", this::parseH265);
    }
}

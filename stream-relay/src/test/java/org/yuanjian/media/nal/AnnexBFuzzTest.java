package org.yuanjian.media.nal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;

/// Whatever byte stream comes: units that lie in it one behind the other.
class AnnexBFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void split(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, AnnexBFuzzTest::splitAndView);
    }

    private static void splitAndView(byte[] bytes) {
        ByteBuf stream = Unpooled.wrappedBuffer(bytes);
        List<ByteBuf> units = AnnexB.split(stream);
        int total = 0;
        for (ByteBuf unit : units) {
            total += unit.readableBytes();
            for (Codec codec : List.of(Codec.H264, Codec.H265)) {
                NalUnit nal = new NalUnit(codec, unit);
                assertThat(nal.payload().length).isLessThan(unit.readableBytes());
                assertThat(nal.isFirstSlice() && unit.readableBytes() == 1).isFalse();
            }
            unit.release();
        }
        assertThat(total).isLessThanOrEqualTo(bytes.length);
        assertThat(stream.refCnt()).isOne();
        stream.release();
    }

    @Test
    void split_corpus_staysInside() throws Exception {
        HostileCorpus.replay("bitstream", this::split);
    }
}

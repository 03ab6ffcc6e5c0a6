package org.yuanjian.benchmark.fleet.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class FrameStampTest {
    private static final FrameStamp STAMP =
            new FrameStamp(true, 2110, 77, 1_700_000_000_123_456L, 123_456_789_012L);

    @Test
    void find_stampInAccessUnit_returnsWhatWasWritten() {
        for (boolean h265 : new boolean[] {false, true}) {
            ByteBuf unit = Unpooled.buffer().writeZero(40).writeBytes(FrameStamp.blankUnit(h265));
            STAMP.write(unit, FrameStamp.digitsIndex(unit));
            assertThat(FrameStamp.find(unit, 0, unit.readableBytes())).contains(STAMP);
        }
    }

    @Test
    void find_noStamp_isEmpty() {
        ByteBuf zeros = Unpooled.buffer().writeZero(500);
        assertThat(FrameStamp.find(zeros, 0, 500)).isEmpty();
        assertThat(FrameStamp.find(zeros, 0, 3)).isEmpty();
    }

    @Test
    void blankUnit_written_needsNoEmulationPrevention() {
        ByteBuf unit = Unpooled.wrappedBuffer(FrameStamp.blankUnit(false));
        new FrameStamp(false, 0, 0, 0, 0).write(unit, FrameStamp.digitsIndex(unit));
        assertThat(unit.array()).doesNotContain((byte) 0);
    }
}

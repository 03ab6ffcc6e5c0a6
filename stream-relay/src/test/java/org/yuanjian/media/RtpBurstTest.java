package org.yuanjian.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtpBurstTest {
    /// Three frames: two bytes on channel 0, none on 1, one on 2.
    private static final String FRAMES = "24000002AABB" + "24010000" + "24020001CC";

    private static RtpBurst burst(int keyFrameOffset) {
        ByteBuf frames = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("FF" + FRAMES));
        return new RtpBurst(frames.skipBytes(1), keyFrameOffset, 42);
    }

    @Test
    void forEach_threeFrames_visitsThemInOrder() {
        RtpBurst burst = burst(RtpBurst.NO_KEY_FRAME);
        List<String> seen = new ArrayList<>();
        burst.forEach((channel, index, length) ->
                seen.add(channel + ":" + ByteBufUtil.hexDump(burst.frames(), index, length)));
        assertThat(seen).containsExactly("0:aabb", "1:", "2:cc");
        assertThat(burst.frames().readerIndex()).isEqualTo(1);
        assertThat(burst.startsKeyFrame()).isFalse();
        burst.release();
    }

    @Test
    void from_offsetOfKeyFrame_beginsWithIt() {
        RtpBurst burst = burst(6);
        RtpBurst rest = burst.from(6);
        assertThat(burst.startsKeyFrame()).isTrue();
        assertThat(rest.keyFrameOffset()).isZero();
        assertThat(rest.bytes()).isEqualTo(9);
        assertThat(rest.arrivalNanos()).isEqualTo(42);
        assertThat(ByteBufUtil.hexDump(rest.frames())).isEqualTo("2401000024020001cc");
        rest.release();
        burst.release();
    }

    @Test
    void from_offsetBehindKeyFrame_hasNone() {
        RtpBurst burst = burst(0);
        RtpBurst rest = burst.from(10);
        assertThat(rest.startsKeyFrame()).isFalse();
        rest.release();
        burst.release();
    }

    @Test
    void release_lastHolder_freesTheBytes() {
        RtpBurst burst = burst(0);
        ByteBuf frames = burst.frames();
        RtpBurst rest = burst.from(6);
        burst.retain();
        assertThat(burst.release()).isFalse();
        assertThat(burst.release()).isTrue();
        assertThat(frames.refCnt()).isOne();
        rest.release();
        assertThat(frames.refCnt()).isZero();
    }
}

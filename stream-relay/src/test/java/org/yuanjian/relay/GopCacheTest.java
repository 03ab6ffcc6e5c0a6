package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.RtpBurst;

class GopCacheTest {
    private final GopCache gop = new GopCache(100);

    @AfterEach
    void tearDown() {
        gop.clear();
    }

    private void add(RtpBurst burst) {
        gop.add(burst);
        burst.release();
    }

    private List<Integer> kept() {
        List<RtpBurst> bursts = gop.retained();
        List<Integer> sequences = bursts.stream().map(Bursts::sequence).toList();
        bursts.forEach(RtpBurst::release);
        return sequences;
    }

    @Test
    void add_beforeTheFirstKeyFrame_keepsNothing() {
        add(Bursts.plain(1));

        assertThat(gop.isEmpty()).isTrue();
        assertThat(gop.bytes()).isZero();
    }

    @Test
    void add_keyFrameInsideABurst_cutsWhatStandsBefore() {
        add(Bursts.keyBehind(1));
        add(Bursts.plain(3));

        assertThat(kept()).containsExactly(2, 3);
        assertThat(gop.bytes()).isEqualTo(48);
    }

    @Test
    void add_nextKeyFrame_letsTheOldGopGo() {
        RtpBurst old = Bursts.key(1);
        gop.add(old);
        add(Bursts.key(2));

        assertThat(kept()).containsExactly(2);
        assertThat(old.refCnt()).isEqualTo(1);
        old.release();
    }

    @Test
    void add_beyondTheLimit_letsTheGopGoUntilTheNextKeyFrame() {
        add(Bursts.key(1));
        for (int i = 2; i < 7; i++) {
            add(Bursts.plain(i));
        }
        assertThat(kept()).isEmpty();

        add(Bursts.key(7));
        assertThat(kept()).containsExactly(7);
    }

    private static RtpBurst assembled(BurstAssembler assembler, int sequence, boolean key) {
        RtpBurst burst = key ? Bursts.key(sequence) : Bursts.plain(sequence);
        assembler.begin(64);
        burst.forEach((channel, index, length) -> {
            int at = assembler.append(channel, burst.frames(), index, length);
            if (key) {
                assembler.keyFrameAt(at);
            }
        });
        burst.release();
        return Objects.requireNonNull(assembler.end(sequence));
    }

    @Test
    void add_backToBackInOneChunk_areKeptAsOne() {
        try (BurstAssembler assembler = new BurstAssembler(UnpooledByteBufAllocator.DEFAULT)) {
            add(assembled(assembler, 1, true));
            add(assembled(assembler, 2, false));
            add(assembled(assembler, 3, false));
        }

        List<RtpBurst> bursts = gop.retained();

        assertThat(bursts)
                .singleElement()
                .satisfies(burst -> {
                    assertThat(burst.keyFrameOffset()).isZero();
                    assertThat(burst.bytes()).isEqualTo(gop.bytes()).isEqualTo(72);
                    assertThat(burst.arrivalNanos()).isEqualTo(3);
                });
        bursts.forEach(RtpBurst::release);
    }

    @Test
    void add_behindAGapInTheChunk_beginsAnew() {
        try (BurstAssembler assembler = new BurstAssembler(UnpooledByteBufAllocator.DEFAULT)) {
            add(assembled(assembler, 1, true));
            assembled(assembler, 2, false).release();
            add(assembled(assembler, 3, false));
        }

        assertThat(kept()).containsExactly(1, 3);
    }
}

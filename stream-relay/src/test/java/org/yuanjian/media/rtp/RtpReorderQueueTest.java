package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Order, gaps and bounds of the window for UDP.
class RtpReorderQueueTest {
    private final List<Integer> out = new ArrayList<>();
    private int late;
    private final RtpReorderQueue queue = new RtpReorderQueue(100, this::take);

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void add_inOrderOverTheWrap_comesAtOnce() {
        add(0, 65_534, 65_535, 0, 1);

        assertThat(out).containsExactly(65_534, 65_535, 0, 1);
        assertThat(queue.isWaiting()).isFalse();
    }

    @Test
    void add_swapped_isSorted() {
        add(0, 1, 3, 4, 2, 5);

        assertThat(out).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void add_gap_isWaitedForAWhileOnly() {
        add(0, 1, 3);
        add(50, 4);
        assertThat(out).containsExactly(1);
        queue.expire(99);
        assertThat(out).containsExactly(1);
        queue.expire(100);
        assertThat(out).containsExactly(1, 3, 4);
        add(101, 2);

        assertThat(out).containsExactly(1, 3, 4);
        assertThat(late).isEqualTo(1);
    }

    @Test
    void add_farAhead_pushesTheWindow() {
        add(0, 1, 3, 200);

        assertThat(out).containsExactly(1, 3);
        queue.expire(100);
        assertThat(out).containsExactly(1, 3, 200);
    }

    @Test
    void add_newNumbering_startsAgain() {
        add(0, 1, 3, 30_000, 30_001);

        assertThat(out).containsExactly(1, 3, 30_000, 30_001);
    }

    @Test
    void add_twice_countsOne() {
        add(0, 1, 3, 3, 1, 2);

        assertThat(out).containsExactly(1, 2, 3);
        assertThat(late).isEqualTo(2);
    }

    @Test
    void add_anything_losesNoBuffer() {
        Random random = new Random(20260101);
        List<ByteBuf> packets = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            ByteBuf packet = Unpooled.buffer(2).writeShort(0);
            packets.add(packet);
            queue.add(random.nextInt(random.nextBoolean() ? 300 : 65_536), packet, i * 3L);
        }
        queue.close();

        assertThat(packets).allMatch(packet -> packet.refCnt() == 0);
    }

    private void add(long now, int... sequences) {
        for (int sequence : sequences) {
            late += queue.add(sequence, Unpooled.buffer(2).writeShort(sequence), now) ? 0 : 1;
        }
    }

    private void take(ByteBuf packet) {
        out.add(packet.getUnsignedShort(0));
        packet.release();
    }
}

package org.yuanjian.relay.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.AccessUnit;

class PictureQueueTest {
    private final PictureQueue queue = new PictureQueue();
    private final List<AccessUnit> offered = new ArrayList<>();

    @AfterEach
    void releaseAll() {
        queue.close();
        assertThat(offered).allMatch(unit -> unit.refCnt() == 0);
    }

    private void offer(int number, boolean isKey, int bytes) {
        AccessUnit unit =
                new AccessUnit(
                        0, number, 0, isKey, List.of(Unpooled.buffer(bytes).writeZero(bytes)));
        offered.add(unit);
        queue.offer(unit);
        unit.release();
    }

    private long take() throws InterruptedException {
        AccessUnit unit = Objects.requireNonNull(queue.take());
        unit.release();
        return unit.timestampTicks();
    }

    @Test
    void offer_roomForAll_comesOutInOrder() throws Exception {
        offer(1, true, 10);
        offer(2, false, 10);

        assertThat(queue.size()).isEqualTo(2);
        assertThat(List.of(take(), take())).containsExactly(1L, 2L);
        assertThat(queue.takeDropped()).isZero();
    }

    @Test
    void offer_noKeyFrameYet_isLeftOut() throws Exception {
        offer(1, false, 10);
        offer(2, true, 10);

        assertThat(take()).isEqualTo(2);
        assertThat(queue.takeDropped()).isEqualTo(1);
    }

    @Test
    void offer_full_leavesOutUpToTheNextKeyFrameThatFits() throws Exception {
        offer(0, true, 10);
        for (int i = 1; i <= PictureQueue.MAX_PICTURES; i++) {
            offer(i, false, 10);
        }
        assertThat(queue.takeDropped()).isEqualTo(1);
        assertThat(take()).isZero();
        offer(1000, false, 10);
        offer(1001, true, 10);

        assertThat(queue.takeDropped()).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(PictureQueue.MAX_PICTURES);
        for (int i = 1; i < PictureQueue.MAX_PICTURES; i++) {
            assertThat(take()).isEqualTo(i);
        }
        assertThat(take()).isEqualTo(1001);
    }

    @Test
    void offer_bytesBeyondTheBound_areLeftOut() {
        for (int i = 0; i < 20; i++) {
            offer(i, true, PictureQueue.MAX_BYTES / 10);
        }

        assertThat(queue.size()).isEqualTo(10);
        assertThat(queue.takeDropped()).isEqualTo(10);
    }

    @Test
    void close_endsWhoWaitsAndTakesNoMore() throws Exception {
        offer(1, true, 10);
        queue.close();
        offer(2, true, 10);

        assertThat(queue.take()).isNull();
    }
}

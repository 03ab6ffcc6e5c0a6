package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.relay.WriterQueue.Welcome;

class WriterQueueTest {
    private final DefaultEventLoop other = new DefaultEventLoop();
    private final AtomicInteger firstPictures = new AtomicInteger();
    private final HubMeter meter = new HubMeter(_ -> firstPictures.incrementAndGet());
    private final WriterQueue queue = new WriterQueue(other, meter);
    private final RecordingWriter writer = new RecordingWriter(other);

    @AfterEach
    void tearDown() {
        other.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void settle() throws InterruptedException {
        other.submit(() -> {}).sync();
    }

    private void send(RtpBurst burst) {
        queue.burst(burst);
        burst.release();
    }

    private static Welcome welcome(List<RtpBurst> gop) {
        return new Welcome(Bursts.TRACKS, gop, null, 0);
    }

    @Test
    void add_warmGop_isHandedOverInOrderAndReleased() throws Exception {
        List<RtpBurst> gop = List.of(Bursts.key(1), Bursts.plain(2));
        queue.add(writer, welcome(gop));
        send(Bursts.plain(3));
        settle();

        assertThat(writer.heard()).containsExactly("tracks", "gop 1 2", "burst 3");
        assertThat(gop).allMatch(burst -> burst.refCnt() == 0);
        assertThat(firstPictures).hasValue(1);
    }

    @Test
    void burst_otherLoop_isHeldUntilDeliveredAndThenReleased() throws Exception {
        queue.add(writer, welcome(List.of()));
        CountDownLatch hold = hold();
        RtpBurst burst = Bursts.key(1);

        queue.burst(burst);
        assertThat(burst.refCnt()).isEqualTo(2);
        hold.countDown();
        settle();

        assertThat(burst.refCnt()).isEqualTo(1);
        burst.release();
    }

    private CountDownLatch hold() {
        CountDownLatch latch = new CountDownLatch(1);
        other.execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return latch;
    }

    @Test
    void burst_loopFallsBehind_dropsToTheNextKeyFrameAndCounts() throws Exception {
        queue.add(writer, welcome(List.of()));
        settle();
        CountDownLatch hold = hold();
        for (int i = 0; i < WriterQueue.MAX_WAITING_BURSTS + 3; i++) {
            send(Bursts.plain(i));
        }
        hold.countDown();
        settle();
        send(Bursts.plain(5000));
        send(Bursts.keyBehind(5001));
        send(Bursts.plain(5003));
        settle();

        List<String> heard = new ArrayList<>(writer.heard());
        assertThat(heard).hasSize(1 + WriterQueue.MAX_WAITING_BURSTS + 2);
        assertThat(heard).endsWith("burst 1023", "burst 5002", "burst 5003");
        assertThat(meter.handOverDrops()).isEqualTo(4);
    }

    @Test
    void remove_writer_hearsNothingMore() throws Exception {
        queue.add(writer, welcome(List.of()));
        queue.remove(writer);
        send(Bursts.key(1));
        settle();

        assertThat(writer.heard()).containsExactly("tracks");
        assertThat(queue.isEmpty()).isTrue();
        assertThat(firstPictures).hasValue(0);
    }

    @Test
    void firstPicture_coldStream_countsWithTheKeyFrame() throws Exception {
        queue.add(writer, welcome(List.of()));
        send(Bursts.plain(1));
        settle();
        assertThat(firstPictures).hasValue(0);

        send(Bursts.key(2));
        send(Bursts.key(3));
        settle();

        assertThat(firstPictures).hasValue(1);
    }
}

package org.yuanjian.console.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NoticeQueueTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private static KeptNotice notice(int number) {
        return new KeptNotice("n" + number, Instant.EPOCH, new Notice("test", "", "", Map.of()));
    }

    @Test
    void next_offered_comeInOrder() throws Exception {
        NoticeQueue queue = new NoticeQueue();
        assertThat(queue.offer(notice(1))).isTrue();
        assertThat(queue.offer(notice(2))).isTrue();

        assertThat(queue.next(SHORT)).isEqualTo(notice(1));
        assertThat(queue.next(SHORT)).isEqualTo(notice(2));
        assertThat(queue.next(SHORT)).isNull();
        assertThat(queue.isEnded()).isFalse();
    }

    @Test
    void offer_readerTooSlow_endsItWithoutWaiting() throws Exception {
        NoticeQueue queue = new NoticeQueue();
        for (int i = 0; i < NoticeQueue.ROOM; i++) {
            assertThat(queue.offer(notice(i))).isTrue();
        }

        assertThat(queue.offer(notice(NoticeQueue.ROOM))).isFalse();
        assertThat(queue.isEnded()).isTrue();
        assertThat(queue.next(SHORT)).isNull();
    }

    @Test
    void end_readerWaits_isWoken() throws Exception {
        NoticeQueue queue = new NoticeQueue();
        CompletableFuture<Boolean> woken =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return queue.next(Duration.ofMinutes(1)) == null;
                    } catch (InterruptedException e) {
                        return false;
                    }
                });
        queue.end();

        assertThat(woken.get(10, TimeUnit.SECONDS)).isTrue();
    }
}

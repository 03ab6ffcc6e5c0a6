package org.yuanjian.console.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What waits for one reader. A reader that lets it fill up is dropped and not waited for; it comes
/// back with the last id it has seen.
final class NoticeQueue {
    static final int ROOM = 256;

    private static final KeptNotice END =
            new KeptNotice("", Instant.EPOCH, new Notice("", "", "", Map.of()));

    private final ArrayBlockingQueue<KeptNotice> waiting = new ArrayBlockingQueue<>(ROOM);
    private volatile boolean ended;

    /// Never blocks. False where the reader has ended, or has ended now because it was too slow.
    boolean offer(KeptNotice notice) {
        if (!ended && !waiting.offer(notice)) {
            end();
        }
        return !ended;
    }

    /// The next one; null if none came for so long, or if the queue has ended.
    @Nullable KeptNotice next(Duration patience) throws InterruptedException {
        if (ended) {
            return null;
        }
        KeptNotice next = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return ended ? null : next;
    }

    boolean isEnded() {
        return ended;
    }

    /// Ends it; the reader that waits for the next one returns at once.
    void end() {
        ended = true;
        waiting.clear();
        waiting.offer(END);
    }
}

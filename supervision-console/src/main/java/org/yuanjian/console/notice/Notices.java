package org.yuanjian.console.notice;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;

/// Keeps notices for thirty days and hands each to those who listen here, in the order in which
/// they were kept. Those of other nodes are found by asking the database once a second. Ends before
/// the web server waits for its last answers.
@Component
final class Notices implements NoticeBoard, SmartLifecycle {
    static final int PAGE = 200;

    private static final Logger log = LoggerFactory.getLogger(Notices.class);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final long ASK_MILLIS = 1_000;
    private static final long CLEAN_HOURS = 1;

    private final InstantSource clock;
    private final NoticeStore store;
    private final Set<NoticeQueue> queues = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("notices").factory());
    private String told = NoticeStore.NONE;
    private volatile boolean running;
    private boolean failing;

    Notices(SqlStore sql, InstantSource clock) {
        this.clock = clock;
        this.store = new NoticeStore(sql, new TimeOrderedIds(clock));
    }

    @Override
    public void start() {
        told = store.last();
        thread.scheduleWithFixedDelay(this::tell, ASK_MILLIS, ASK_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::clean, 0, CLEAN_HOURS, TimeUnit.HOURS);
        running = true;
    }

    @Override
    public void post(Notice notice) {
        store.add(notice, clock.instant());
        if (running) {
            thread.execute(this::tell);
        }
    }

    /// Those that follow one, the oldest first; at most [#PAGE].
    List<KeptNotice> after(String id) {
        return store.after(id, PAGE);
    }

    /// The id given away last.
    String last() {
        return store.last();
    }

    /// Whatever is kept from now on, until the queue ends.
    NoticeQueue listen() {
        NoticeQueue queue = new NoticeQueue();
        queues.add(queue);
        if (!running) {
            queue.end();
        }
        return queue;
    }

    void leave(NoticeQueue queue) {
        queue.end();
        queues.remove(queue);
    }

    private void tell() {
        try {
            List<KeptNotice> page = store.after(told, PAGE);
            while (!page.isEmpty()) {
                page.forEach(this::tell);
                page = store.after(told, PAGE);
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.error("notices cannot be read; trying on", e);
            }
            failing = true;
        }
    }

    private void tell(KeptNotice notice) {
        told = notice.id();
        queues.removeIf(queue -> !queue.offer(notice));
    }

    private void clean() {
        try {
            store.dropBefore(clock.instant().minus(KEPT));
        } catch (RuntimeException e) {
            log.error("old notices cannot be removed", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        queues.forEach(NoticeQueue::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

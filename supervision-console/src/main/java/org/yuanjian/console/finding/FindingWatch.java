package org.yuanjian.console.finding;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks once a minute which findings became overdue.
public final class FindingWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FindingWatch.class);
    private static final long EVERY_SECONDS = 60;

    private final FindingDesk desk;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("findings").factory());

    FindingWatch(FindingDesk desk) {
        this.desk = desk;
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            desk.look();
        } catch (RuntimeException e) {
            log.error("overdue findings cannot be looked for; trying on", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

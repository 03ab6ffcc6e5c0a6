package org.yuanjian.console.retention;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the daily work: looks every hour, so that a day on which the gateway stood still is made up
/// for soon.
public final class DailyPass implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DailyPass.class);
    private static final long FIRST_MINUTES = 5;
    private static final long EVERY_MINUTES = 60;

    private final List<DailyWork> all;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("daily").factory());

    DailyPass(List<DailyWork> all, InstantSource clock) {
        this.all = List.copyOf(all);
        this.clock = clock;
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::run, FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /// Does all of it now; what fails keeps nothing else from being done.
    void run() {
        for (DailyWork work : all) {
            try {
                work.run(clock.instant());
            } catch (RuntimeException e) {
                log.error("daily work not done; trying again in an hour", e);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

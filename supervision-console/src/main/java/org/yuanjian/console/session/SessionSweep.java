package org.yuanjian.console.session;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Forgets sessions and failures that are over, every ten minutes.
final class SessionSweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SessionSweep.class);
    private static final long MINUTES = 10;

    private final List<Runnable> sweeps;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("session-sweep").factory());
    private volatile boolean running;

    SessionSweep(List<Runnable> sweeps) {
        this.sweeps = sweeps;
    }

    @Override
    public void start() {
        running = true;
        var _ = thread.scheduleWithFixedDelay(this::sweep, 1, MINUTES, TimeUnit.MINUTES);
    }

    private void sweep() {
        try {
            sweeps.forEach(Runnable::run);
        } catch (RuntimeException e) {
            log.warn("what is over was not forgotten; trying on", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

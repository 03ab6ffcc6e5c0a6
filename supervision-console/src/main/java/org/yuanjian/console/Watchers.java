package org.yuanjian.console;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/// Starts what works by itself, once everything is there. Each ends as the bean it is.
final class Watchers implements SmartLifecycle {
    private final List<Runnable> starts;
    private volatile boolean running;

    Watchers(List<Runnable> starts) {
        this.starts = starts;
    }

    @Override
    public void start() {
        running = true;
        starts.forEach(Runnable::run);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

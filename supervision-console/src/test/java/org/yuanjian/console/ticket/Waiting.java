package org.yuanjian.console.ticket;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for what another thread or process does.
final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Waiting() {}

    static void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.onSpinWait();
        }
    }
}

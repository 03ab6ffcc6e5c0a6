package org.yuanjian.relay.rtsp.client;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A token bucket for the dials of one node: so many a second, those that a viewer waits for first.
/// Any thread.
public final class DialBudget {
    private static final int BURST_DIVISOR = 10;

    private final EventExecutor timer;
    private final LongSupplier nanoTime;
    private final long intervalNanos;
    private final int burst;
    private final Deque<Dial> urgent = new ArrayDeque<>();
    private final Deque<Dial> patient = new ArrayDeque<>();
    private long nextNanos;
    private boolean armed;

    /// @param timer runs what is due
    /// @param perSecond most dials within any second, of which a tenth may come at once after a
    ///   rest; what a burst and a late timer may add is left out of the steady rate
    public DialBudget(EventExecutor timer, int perSecond, LongSupplier nanoTime) {
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.burst = Math.max(1, perSecond / BURST_DIVISOR);
        this.intervalNanos =
                TimeUnit.SECONDS.toNanos(1) / Math.max(1, perSecond - burst - burst * 3 / 5);
        this.nextNanos = nanoTime.getAsLong() - burst * intervalNanos;
    }

    /// A place in the queue.
    public final class Dial {
        private final Runnable action;
        private boolean done;

        private Dial(Runnable action) {
            this.action = action;
        }

        /// Moves to the front: a viewer waits.
        public void hasten() {
            synchronized (DialBudget.this) {
                if (!done && patient.remove(this)) {
                    urgent.add(this);
                }
            }
        }

        public void cancel() {
            synchronized (DialBudget.this) {
                done = true;
            }
        }
    }

    /// Runs `action` on the timer's thread as soon as the budget allows.
    public Dial request(boolean isUrgent, Runnable action) {
        Dial dial = new Dial(action);
        synchronized (this) {
            (isUrgent ? urgent : patient).add(dial);
            arm();
        }
        return dial;
    }

    private void arm() {
        if (armed || (urgent.isEmpty() && patient.isEmpty())) {
            return;
        }
        armed = true;
        long wait = Math.max(0, nextNanos - nanoTime.getAsLong());
        timer.schedule(this::run, wait, TimeUnit.NANOSECONDS);
    }

    private void run() {
        Dial dial;
        synchronized (this) {
            armed = false;
            dial = take();
            if (dial != null) {
                dial.done = true;
                long oldest = nanoTime.getAsLong() - burst * intervalNanos;
                nextNanos = Math.max(nextNanos, oldest) + intervalNanos;
            }
            arm();
        }
        if (dial != null) {
            dial.action.run();
        }
    }

    private @Nullable Dial take() {
        while (true) {
            Dial dial = urgent.isEmpty() ? patient.poll() : urgent.poll();
            if (dial == null || !dial.done) {
                return dial;
            }
        }
    }

    /// Dials waiting now, for metrics.
    public synchronized int waiting() {
        return urgent.size() + patient.size();
    }
}

package org.yuanjian.relay;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// How much later than asked the event loops run a task, tried once a second on each.
final class EventLoopLag implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final List<Probe> probes = new ArrayList<>();

    EventLoopLag(EventLoopGroup loops, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (EventExecutor loop : loops) {
            probes.add(new Probe(loop));
        }
    }

    /// The lag of the loop that was latest at its last trial.
    long worstNanos() {
        return probes.stream().mapToLong(probe -> probe.lagNanos.get()).max().orElse(0);
    }

    @Override
    public void close() {
        probes.forEach(Probe::close);
    }

    private final class Probe {
        private final AtomicLong lagNanos = new AtomicLong();
        private final ScheduledFuture<?> trials;
        private long lastNanos = nanoTime.getAsLong();

        Probe(EventExecutor loop) {
            trials =
                    loop.scheduleWithFixedDelay(
                            this::ran, PERIOD_NANOS, PERIOD_NANOS, TimeUnit.NANOSECONDS);
        }

        private void ran() {
            long now = nanoTime.getAsLong();
            lagNanos.set(Math.max(0, now - lastNanos - PERIOD_NANOS));
            lastNanos = now;
        }

        void close() {
            trials.cancel(false);
        }
    }
}

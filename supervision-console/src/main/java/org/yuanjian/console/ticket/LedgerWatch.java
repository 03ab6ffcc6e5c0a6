package org.yuanjian.console.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.relay.Revocation;

/// Ends all pictures, those of other platforms too, once the ledger has taken nothing down for a
/// minute, and as long as it does not.
public final class LedgerWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Supplier<Optional<Instant>> failingSince;
    private final Consumer<Revocation> ending;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("ledger-watch").factory());
    private boolean stopped;

    /// @param failingSince since when the ledger has failed; empty while it works
    /// @param ending takes the order that ends views
    public LedgerWatch(
            Supplier<Optional<Instant>> failingSince,
            Consumer<Revocation> ending,
            InstantSource clock) {
        this.failingSince = failingSince;
        this.ending = ending;
        this.clock = clock;
    }

    /// Begins to look every second.
    public void start() {
        timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void look() {
        Instant latest = clock.instant().minus(PATIENCE);
        boolean stops = failingSince.get().filter(since -> !since.isAfter(latest)).isPresent();
        if (stops && !stopped) {
            LOG.error("the ledger fails: all pictures end");
        }
        stopped = stops;
        if (stops) {
            ending.accept(Revocation.ofAll());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

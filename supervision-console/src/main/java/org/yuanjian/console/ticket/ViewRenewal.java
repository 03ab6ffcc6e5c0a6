package org.yuanjian.console.ticket;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.relay.RunningView;
import org.yuanjian.relay.TicketGate;

/// Looks once a minute whether each view may go on, and renews the right of those that may; looks
/// at each new view as soon as it has begun, as its ticket may be older than what has changed
/// since.
public final class ViewRenewal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewRenewal.class);
    private static final long EVERY_SECONDS = 60;

    private final ViewDirectory directory;
    private final Revocations revocations;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("view-renewal").factory());

    ViewRenewal(ViewDirectory directory, Revocations revocations, InstantSource clock) {
        this.directory = directory;
        this.revocations = revocations;
        this.clock = clock;
        directory.onStarted(this::lookSoon);
    }

    /// Begins.
    public void start() {
        timer.scheduleWithFixedDelay(this::renew, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void lookSoon(RunningView view) {
        try {
            timer.execute(() -> looked(() -> revocations.recheck(List.of(view))));
        } catch (RejectedExecutionException e) {
            // The application ends, and the view with it.
        }
    }

    /// Looks at all views now.
    void renew() {
        looked(() -> {
            List<RunningView> going = revocations.recheck(directory.running());
            directory.renew(
                    going.stream().map(view -> view.ticket().id()).toList(),
                    clock.instant().plus(TicketGate.RIGHT));
        });
    }

    /// Rights that cannot be looked up are not renewed, and end in minutes; the next look may be
    /// luckier.
    private static void looked(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.warn("views not looked at: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package org.yuanjian.console.ticket;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.console.session.SessionStore;
import org.yuanjian.relay.RunningView;

/// Looks each second, while pictures run, whether the sessions they belong to go on by the
/// database: a session may have been ended by another process, which tells nobody, or by the clock.
public final class SessionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);

    private final ViewDirectory directory;
    private final SessionStore sessions;
    private final Revocations revocations;
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("session-watch").factory());
    private boolean failing;

    SessionWatch(ViewDirectory directory, SessionStore sessions, Revocations revocations) {
        this.directory = directory;
        this.sessions = sessions;
        this.revocations = revocations;
    }

    /// Begins.
    public void start() {
        timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /// Sessions that cannot be looked up go on until the right of their views is over.
    private void look() {
        try {
            end(watching(directory.running()));
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("sessions of running pictures not looked at; trying on: {}", e.toString());
            }
            failing = true;
        }
    }

    private static Set<String> watching(List<RunningView> views) {
        Set<String> watching = new HashSet<>();
        views.stream()
                .map(RunningView::ticket)
                .filter(ticket -> ticket.isPersonal())
                .forEach(ticket -> watching.add(ticket.session()));
        return watching;
    }

    private void end(Set<String> watching) {
        if (!watching.isEmpty()) {
            watching.removeAll(sessions.open());
            watching.forEach(revocations::endSession);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package org.yuanjian.console.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.RunningView;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.ViewEnd;
import org.yuanjian.relay.ViewObserver;

/// The views of this process alone.
public final class LocalViewDirectory implements ViewDirectory, ViewObserver {
    private final TicketGate gate;
    private final List<Consumer<RunningView>> listeners = new CopyOnWriteArrayList<>();

    /// @param gate tells this directory of its views from now on
    public static LocalViewDirectory of(TicketGate gate) {
        LocalViewDirectory directory = new LocalViewDirectory(gate);
        gate.observe(directory);
        return directory;
    }

    private LocalViewDirectory(TicketGate gate) {
        this.gate = gate;
    }

    @Override
    public List<RunningView> running() {
        return gate.running();
    }

    @Override
    public void renew(Collection<String> ticketIds, Instant until) {
        gate.renew(ticketIds, until);
    }

    @Override
    public void revoke(Revocation order) {
        gate.revoke(order);
    }

    @Override
    public void onStarted(Consumer<RunningView> listener) {
        listeners.add(listener);
    }

    @Override
    public void started(RunningView view) {
        listeners.forEach(listener -> listener.accept(view));
    }

    @Override
    public void ended(RunningView view, Duration ran, ViewEnd why) {
        // The gate knows it no longer.
    }

    @Override
    public void close() {}
}

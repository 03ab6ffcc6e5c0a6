package org.yuanjian.console.audit;

import org.springframework.context.SmartLifecycle;

/// Starts the ledger before anything that people could do. It ends as the bean it is, after all who
/// bring events.
final class LedgerStart implements SmartLifecycle {
    private final Ledger ledger;
    private final HeadDelivery delivery;
    private volatile boolean running;

    LedgerStart(Ledger ledger, HeadDelivery delivery) {
        this.ledger = ledger;
        this.delivery = delivery;
    }

    @Override
    public void start() {
        ledger.start();
        delivery.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}

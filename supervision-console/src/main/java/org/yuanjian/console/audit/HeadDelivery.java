package org.yuanjian.console.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.place.SecondPlace;

/// Brings signed heads to the second place: each of them, in order, again and again until they are
/// there. How far it came stands in the database, so that nothing is left out over restarts.
public final class HeadDelivery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HeadDelivery.class);
    private static final Duration LOOK = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(5);
    private static final int PAGE = 100;

    private final LedgerStore store;
    private final @Nullable SecondPlace place;
    private final InstantSource clock;
    private final String mark;
    private final Thread courier;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean isClosing;
    private volatile @Nullable Instant failing;

    /// @param place null for none; then nothing is done
    HeadDelivery(LedgerStore store, @Nullable SecondPlace place, InstantSource clock) {
        this.store = store;
        this.place = place;
        this.clock = clock;
        this.mark = place == null ? "" : "delivered " + place.name();
        this.courier = Thread.ofPlatform().daemon().name("ledger-heads").unstarted(this::run);
    }

    public synchronized void start() {
        if (place != null && courier.getState() == Thread.State.NEW) {
            courier.start();
        }
    }

    /// There may be a fresh head.
    void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isClosing) {
            boolean isDone = tryToDeliver();
            try {
                if (isDone) {
                    pause = FIRST_PAUSE;
                    boolean _ = news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    rest(pause);
                    pause =
                            pause.multipliedBy(2).compareTo(LOOK) < 0
                                    ? pause.multipliedBy(2)
                                    : LOOK;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
        tryToDeliver();
    }

    /// News do not cut it short; the end does.
    private synchronized void rest(Duration pause) throws InterruptedException {
        long until = System.nanoTime() + pause.toNanos();
        for (long left = pause.toMillis();
                left > 0 && !isClosing;
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
            wait(left);
        }
    }

    private boolean tryToDeliver() {
        try {
            deliver();
            if (failing != null) {
                log.warn("the second place has the heads of the ledger again");
            }
            failing = null;
            return true;
        } catch (IOException | UncheckedIOException | DataAccessException | AuditException e) {
            if (failing == null) {
                failing = clock.instant();
                log.error("heads of the ledger cannot be brought to the second place", e);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void deliver() throws IOException, InterruptedException {
        if (place == null) {
            return;
        }
        List<TreeHead> heads = store.headsAfter(delivered(), PAGE);
        while (!heads.isEmpty()) {
            place.deliver(heads);
            store.mark(mark, heads.getLast().size());
            heads = store.headsAfter(heads.getLast().size(), PAGE);
        }
    }

    /// Records of the last head that is there.
    public long delivered() {
        return store.marked(mark).orElse(0);
    }

    /// Since when heads cannot be brought there; empty while all is well.
    public Optional<Instant> failingSince() {
        return Optional.ofNullable(failing);
    }

    public Optional<SecondPlace> place() {
        return Optional.ofNullable(place);
    }

    /// Tries once more and ends.
    @Override
    public void close() {
        synchronized (this) {
            isClosing = true;
            notifyAll();
        }
        news.release();
        start();
        if (courier.getState() == Thread.State.NEW) {
            return;
        }
        try {
            boolean _ = courier.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.Ledger;

/// Many at once who each bring an event to the ledger, wait until they are told that it is on the
/// disk, and bring the next.
public final class LedgerWriters implements AutoCloseable {
    private static final int STEPS_PER_MILLI = 20;
    private static final int STEPS = 10_000 * STEPS_PER_MILLI;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int PEOPLE = 2_000;
    private static final int POINTS = 2_110;
    private static final int WITH_WORDS = 10;

    private final Ledger ledger;
    private final AtomicLong next = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile AtomicLongArray delays = new AtomicLongArray(STEPS);
    private volatile boolean isClosing;
    private volatile @Nullable AuditException failure;

    /// What was acknowledged since the last mark.
    public record Report(long events, double p50Millis, double p99Millis, double maxMillis) {}

    private LedgerWriters(Ledger ledger) {
        this.ledger = ledger;
    }

    public static LedgerWriters start(Ledger ledger, int writers) {
        LedgerWriters all = new LedgerWriters(ledger);
        for (int i = 0; i < writers; i++) {
            all.threads.add(Thread.ofPlatform().name("writer-" + i).start(all::write));
        }
        return all;
    }

    private void write() {
        while (!isClosing) {
            AuditEvent event = event(next.getAndIncrement());
            long began = System.nanoTime();
            try {
                ledger.append(event);
            } catch (AuditException e) {
                failure = e;
                return;
            }
            double millis = (System.nanoTime() - began) / NANOS_PER_MILLI;
            delays.incrementAndGet((int) Math.min(STEPS - 1, millis * STEPS_PER_MILLI));
        }
    }

    /// What people do all day: pictures begun and ended, cameras moved, pictures kept; some say in
    /// words why.
    static AuditEvent event(long number) {
        long view = number / 4;
        long person = view % PEOPLE;
        Actor actor =
                new Actor(
                        "0198f2a4-7b1c-7d3e-8f00-%012x".formatted(person),
                        "督察员" + person,
                        "10.%d.%d.%d".formatted(person % 21, person / 250, person % 250));
        AuditKind kind =
                switch ((int) (number % 4)) {
                    case 0 -> AuditKind.VIEW_START;
                    case 1 -> AuditKind.PTZ;
                    case 2 -> AuditKind.SNAPSHOT;
                    default -> AuditKind.VIEW_END;
                };
        String words = view % WITH_WORDS == 0 ? "第" + view + "次检查窗口秩序" : "";
        return AuditEvent.done(kind, actor, "441403010013260%05d".formatted(view % POINTS))
                .because("routine_tour", words)
                .with("ticket", "0198f2a4-7b1c-7d3e-9f00-%012x".formatted(view))
                .with("stream", "main");
    }

    /// Begins to count anew.
    public void mark() {
        delays = new AtomicLongArray(STEPS);
    }

    public Report report() throws IOException {
        if (failure != null) {
            throw new IOException("an event was not taken down", failure);
        }
        AtomicLongArray counted = delays;
        long events = 0;
        for (int i = 0; i < STEPS; i++) {
            events += counted.get(i);
        }
        return new Report(
                events,
                millis(counted, (long) (0.5 * events)),
                millis(counted, (long) (0.99 * events)),
                millis(counted, events - 1));
    }

    /// The upper end of the step into which one of the sorted delays falls.
    private static double millis(AtomicLongArray counted, long rank) {
        long below = 0;
        for (int i = 0; i < STEPS; i++) {
            below += counted.get(i);
            if (below > rank) {
                return (i + 1.0) / STEPS_PER_MILLI;
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() throws IOException {
        isClosing = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}

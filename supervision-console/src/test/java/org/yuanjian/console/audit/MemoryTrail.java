package org.yuanjian.console.audit;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A ledger in memory, which can be closed, or be there no more once it has written.
public final class MemoryTrail implements AuditTrail {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile Consumer<AuditEvent> before = event -> {};
    private volatile Consumer<AuditEvent> after = event -> {};
    private volatile boolean closed;

    @Override
    public long append(AuditEvent event) {
        requireOpen();
        before.accept(event);
        events.add(event);
        after.accept(event);
        return events.size() - 1L;
    }

    @Override
    public CompletableFuture<Long> submit(AuditEvent event) {
        try {
            return CompletableFuture.completedFuture(append(event));
        } catch (AuditException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void requireOpen() {
        if (closed) {
            fail();
        }
    }

    /// What it has taken, in order.
    public List<AuditEvent> events() {
        return List.copyOf(events);
    }

    /// Number of the first event like this.
    public OptionalLong leaf(Predicate<AuditEvent> wanted) {
        return IntStream.range(0, events.size())
                .filter(i -> wanted.test(events.get(i)))
                .asLongStream()
                .findFirst();
    }

    /// Takes nothing from now on.
    public void close() {
        closed = true;
    }

    /// Takes what comes again.
    public void open() {
        closed = false;
    }

    /// @param first hears of each event before it is taken; what it throws, append throws
    public void before(Consumer<AuditEvent> first) {
        before = first;
    }

    /// @param then hears of each event once it is taken
    public void after(Consumer<AuditEvent> then) {
        after = then;
    }

    /// As a ledger that can write no more.
    public static void fail() {
        throw new AuditException("no room on the disk", null);
    }
}

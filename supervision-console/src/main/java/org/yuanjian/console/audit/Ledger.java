package org.yuanjian.console.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.format.TreeHead;

/// The record nobody can edit. One thread takes down what all others bring, as many events at once
/// as have come meanwhile, and tells each that it is on the disk. Any thread may bring events; what
/// hangs on a future runs on the ledger's thread and must not wait.
public final class Ledger implements AuditTrail, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ledger.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration END = Duration.ofSeconds(10);
    private static final int MOST_DELETED = 50;

    private final LedgerStore store;
    private final LedgerAppender appender;
    private final Settings settings;
    private final InstantSource clock;
    private final Runnable onHead;
    private final BlockingQueue<LedgerEntry> queue;
    private final Thread writer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong lost = new AtomicLong();
    // The first failure since the last event that was taken down.
    private volatile @Nullable Instant failing;
    private volatile @Nullable Instant attempt;

    /// How much waits, and for how long.
    ///
    /// @param queue events beyond this are refused
    /// @param batch the most that one transaction takes
    /// @param patience how long one who must know waits
    /// @param spool how long events that may wait are kept while the ledger cannot write
    /// @param gather how long they wait for others while it can: a transaction costs much the same
    ///   for one as for twenty
    public record Settings(
            int queue, int batch, Duration patience, Duration spool, Duration gather) {
        public static final Settings USUAL =
                new Settings(
                        10_000,
                        512,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(20));
    }

    Ledger(LedgerStore store, LedgerAppender appender, Settings settings, Around around) {
        this.store = store;
        this.appender = appender;
        this.settings = settings;
        this.clock = around.clock();
        this.onHead = around.onHead();
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.writer =
                Thread.ofPlatform()
                        .name("ledger")
                        .uncaughtExceptionHandler((_, problem) -> died(problem))
                        .unstarted(this::run);
    }

    /// A ledger as an application has it.
    ///
    /// @param node name of this process in records
    public static Ledger of(LedgerStore store, LedgerKey key, String node, Around around) {
        LedgerAppender appender = new LedgerAppender(store, key, node, around.clock());
        return new Ledger(store, appender, Settings.USUAL, around);
    }

    /// Then nothing is taken down any more, and nothing may be done that must be.
    private void died(Throwable problem) {
        failing = clock.instant();
        log.error("the ledger's thread ended", problem);
    }

    /// What a ledger needs of the rest.
    ///
    /// @param onHead told when heads may have been signed; returns at once
    public record Around(InstantSource clock, Runnable onHead) {}

    /// From now on events are taken down; before, they wait.
    public synchronized void start() {
        if (writer.getState() == Thread.State.NEW) {
            writer.start();
        }
    }

    @Override
    public long append(AuditEvent event) {
        return await(put(event, LedgerEntry.Order.AT_ONCE));
    }

    @Override
    public CompletableFuture<Long> submit(AuditEvent event) {
        try {
            return put(event, LedgerEntry.Order.PATIENT).done();
        } catch (AuditException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void requireOpen() {
        if (failingSince().isPresent()) {
            throw new AuditException("the ledger cannot be written", null);
        }
    }

    /// Takes the event down and signs a head right behind it.
    public TreeHead appendSealed(AuditEvent event) {
        long number = await(put(event, LedgerEntry.Order.SEALED));
        return store.headUpTo(number + 1).orElseThrow();
    }

    /// Deletes what stands beside records: names, addresses, words. For each few a record is taken
    /// down that says what was deleted, in the same transaction.
    ///
    /// @param reason as a key
    /// @return numbers of those records
    public List<Long> deleteText(List<Long> numbers, Actor actor, String reason) {
        List<Long> proofs = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += MOST_DELETED) {
            List<Long> some = numbers.subList(i, Math.min(numbers.size(), i + MOST_DELETED));
            AuditEvent event =
                    AuditEvent.done(AuditKind.TEXT_DELETE, actor, "").because(reason, "");
            LedgerEntry.Order order = new LedgerEntry.Order(false, false, List.copyOf(some));
            proofs.add(await(put(event, order)));
        }
        return proofs;
    }

    private LedgerEntry put(AuditEvent event, LedgerEntry.Order order) {
        LedgerEntry entry = new LedgerEntry(event, clock.instant(), order);
        if (closing.getCount() == 0) {
            throw new AuditException("the ledger is closed", null);
        }
        if (failing != null && !order.isPatient()) {
            throw new AuditException("the ledger cannot be written", null);
        }
        if (!queue.offer(entry)) {
            throw new AuditException("too many events wait for the ledger", null);
        }
        if (closing.getCount() == 0 && queue.remove(entry)) {
            throw new AuditException("the ledger is closed", null);
        }
        return entry;
    }

    private long await(LedgerEntry entry) {
        try {
            return entry.done().get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AuditException("the event was not taken down", e.getCause());
        } catch (TimeoutException e) {
            // What is being written may get there; who waited must not go on all the same.
            entry.abandon();
            throw new AuditException("the ledger takes too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            entry.abandon();
            throw new AuditException("interrupted", e);
        }
    }

    private void run() {
        List<LedgerEntry> batch = new ArrayList<>();
        boolean isOpen = true;
        while (isOpen || !batch.isEmpty() || !queue.isEmpty()) {
            isOpen = closing.getCount() > 0;
            gather(batch);
            if (!write(batch, !isOpen) && !isOpen) {
                break;
            }
        }
        queue.drainTo(batch);
        batch.forEach(entry -> fail(entry, new AuditException("the ledger is closed", null)));
    }

    /// Waits for an event and takes what else has come; takes a rest while the ledger fails.
    private void gather(List<LedgerEntry> batch) {
        try {
            if (failing != null) {
                boolean _ = closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            } else if (batch.isEmpty() && closing.getCount() > 0) {
                LedgerEntry first = queue.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                addTaken(batch, first);
                awaitOthers(batch);
            }
        } catch (InterruptedException e) {
            closing.countDown();
        }
        while (batch.size() < settings.batch() && !queue.isEmpty()) {
            addTaken(batch, queue.poll());
        }
    }

    /// Until somebody waits for the outcome.
    private void awaitOthers(List<LedgerEntry> batch) throws InterruptedException {
        long end = System.nanoTime() + settings.gather().toNanos();
        long left = settings.gather().toNanos();
        while (left > 0
                && closing.getCount() > 0
                && batch.size() < settings.batch()
                && !batch.isEmpty()
                && batch.getLast().order().isPatient()) {
            addTaken(batch, queue.poll(left, TimeUnit.NANOSECONDS));
            left = end - System.nanoTime();
        }
    }

    private static void addTaken(List<LedgerEntry> batch, @Nullable LedgerEntry entry) {
        if (entry != null && entry.take()) {
            batch.add(entry);
        }
    }

    /// Empties the batch if it could be written; else leaves what may wait. After a failure the
    /// ledger counts as writable once a record has been written, which tells of the failure.
    private boolean write(List<LedgerEntry> batch, boolean isLast) {
        attempt = clock.instant();
        long heads = appender.headSize();
        Instant failure = failing;
        if (failure != null) {
            batch.add(resumed(failure));
        }
        try {
            boolean isSealed = isLast || appender.isHeadDue();
            if (!batch.isEmpty() || isSealed || !appender.isOpen()) {
                List<Long> numbers = appender.append(batch, isSealed);
                recovered();
                complete(batch, numbers);
            }
            if (appender.headSize() != heads) {
                onHead.run();
            }
            return true;
        } catch (RuntimeException e) {
            failed(batch, e);
            return false;
        } finally {
            attempt = null;
        }
    }

    private LedgerEntry resumed(Instant failure) {
        AuditEvent event =
                AuditEvent.done(AuditKind.LEDGER_RESUMED, Actor.SYSTEM, "")
                        .with("since", failure.toString())
                        .with("lost", Long.toString(lost.get()));
        return new LedgerEntry(event, clock.instant(), LedgerEntry.Order.AT_ONCE);
    }

    private static void complete(List<LedgerEntry> batch, List<Long> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            batch.get(i).done().complete(numbers.get(i));
        }
        batch.clear();
    }

    private void recovered() {
        if (failing != null) {
            log.warn("the ledger can be written again");
            failing = null;
        }
    }

    private void failed(List<LedgerEntry> batch, RuntimeException problem) {
        if (failing == null) {
            log.error("the ledger cannot be written", problem);
            failing = clock.instant();
        }
        Instant oldest = clock.instant().minus(settings.spool());
        batch.removeIf(entry -> {
            boolean isKept = entry.order().isPatient() && entry.at().isAfter(oldest);
            if (!isKept) {
                fail(entry, new AuditException("the ledger cannot be written", problem));
            }
            return !isKept;
        });
    }

    private void fail(LedgerEntry entry, AuditException problem) {
        if (entry.order().isPatient()) {
            lost.incrementAndGet();
        }
        entry.done().completeExceptionally(problem);
    }

    /// Since when nothing can be taken down; empty while all is well. A write that hangs counts as
    /// one that fails.
    public Optional<Instant> failingSince() {
        Instant since = failing;
        Instant began = attempt;
        if (since == null && began != null) {
            boolean hangs = clock.instant().isAfter(began.plus(settings.patience()));
            return hangs ? Optional.of(began) : Optional.empty();
        }
        return Optional.ofNullable(since);
    }

    /// Records so far, as this process knows.
    public long size() {
        return appender.size();
    }

    /// Events that could wait but were not taken down in time, since the start.
    public long lost() {
        return lost.get();
    }

    /// With an entry nobody waits for, which is never taken down.
    private void wake() {
        AuditEvent nothing = AuditEvent.done(AuditKind.LEDGER_RESUMED, Actor.SYSTEM, "");
        LedgerEntry entry = new LedgerEntry(nothing, clock.instant(), LedgerEntry.Order.AT_ONCE);
        entry.abandon();
        boolean _ = queue.offer(entry);
    }

    /// Takes down what waits, signs a last head, and ends.
    @Override
    public void close() {
        closing.countDown();
        start();
        wake();
        try {
            boolean _ = writer.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

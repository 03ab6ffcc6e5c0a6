package org.yuanjian.console.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what takes long to count. Who comes first counts, others wait for the same; what is no
/// longer fresh is given away while it is counted anew behind those who ask, until it is old. Any
/// thread.
final class Counted<K, V> {
    private static final Logger log = LoggerFactory.getLogger(Counted.class);

    /// Old is what has been fresh so many times over.
    private static final int OLD = 6;

    private final int most;
    private final InstantSource clock;
    private final Function<K, Duration> fresh;
    private final Function<K, V> count;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();

    /// Each equals itself alone, by its value to come.
    private record Entry<V>(Instant at, CompletableFuture<V> value, AtomicBoolean isRenewed) {
        static <V> Entry<V> at(Instant now) {
            return new Entry<>(now, new CompletableFuture<>(), new AtomicBoolean());
        }
    }

    /// @param most values that are kept
    /// @param fresh how long one is
    Counted(int most, InstantSource clock, Function<K, Duration> fresh, Function<K, V> count) {
        this.most = most;
        this.clock = clock;
        this.fresh = fresh;
        this.count = count;
    }

    V of(K key) {
        Instant now = clock.instant();
        Duration lasts = fresh.apply(key);
        Entry<V> known = entries.get(key);
        if (known == null || known.at().plus(lasts.multipliedBy(OLD)).isBefore(now)) {
            return value(first(key, known, now));
        }
        if (known.at().plus(lasts).isBefore(now)
                && known.value().isDone()
                && known.isRenewed().compareAndSet(false, true)) {
            Thread.ofVirtual().name("counting").start(() -> renew(key, known));
        }
        return value(known);
    }

    private Entry<V> first(K key, @Nullable Entry<V> known, Instant now) {
        Entry<V> own = Entry.at(now);
        Entry<V> kept =
                entries.compute(key, (_, there) -> Objects.equals(there, known) ? own : there);
        if (!own.equals(kept)) {
            return kept;
        }
        try {
            own.value().complete(count.apply(key));
            dropOldest();
        } catch (RuntimeException e) {
            entries.remove(key, own);
            own.value().completeExceptionally(e);
        }
        return own;
    }

    private void renew(K key, Entry<V> known) {
        try {
            Entry<V> renewed = Entry.at(clock.instant());
            renewed.value().complete(count.apply(key));
            entries.replace(key, known, renewed);
        } catch (RuntimeException e) {
            known.isRenewed().set(false);
            log.warn("cannot count anew; what was counted before stands", e);
        }
    }

    private void dropOldest() {
        while (entries.size() > most) {
            entries.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().at()))
                    .ifPresent(entry -> entries.remove(entry.getKey(), entry.getValue()));
        }
    }

    private static <V> V value(Entry<V> entry) {
        try {
            return entry.value().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}

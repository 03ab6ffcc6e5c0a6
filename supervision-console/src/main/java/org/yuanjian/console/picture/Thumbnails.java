package org.yuanjian.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.snapshot.FrameException;
import org.yuanjian.picture.PictureException;

/// Keeps a small picture of each point that somebody looks at in a list, at most five minutes old,
/// in memory only. What nobody asks for is not fetched, and is forgotten. Any thread.
public final class Thumbnails implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    private static final int WIDTH = 320;
    private static final int AT_ONCE = 16;
    private static final long TICK_MILLIS = 100;
    private static final Duration WANTED = Duration.ofMinutes(2);
    private static final Duration FRESH = Duration.ofMinutes(4);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final PictureService pictures;
    private final InstantSource clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("thumbnails").factory());

    /// A small picture and when it was taken.
    @SuppressWarnings("ArrayRecordComponent") // sent as it is and never compared
    record Thumbnail(byte[] jpeg, Instant taken) {
        @Override
        public String toString() {
            return jpeg.length + " bytes of " + taken;
        }
    }

    /// What is known of one point's.
    private static final class Entry {
        private volatile Instant wanted = Instant.MIN;
        private volatile Instant tried = Instant.MIN;
        private volatile boolean isRunning;
        private volatile @Nullable Thumbnail thumbnail;

        private Instant taken() {
            Thumbnail known = thumbnail;
            return known == null ? Instant.MIN : known.taken();
        }
    }

    public Thumbnails(PictureService pictures, InstantSource clock) {
        this.pictures = pictures;
        this.clock = clock;
    }

    /// Begins to fetch what is wanted.
    public void start() {
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Somebody looks at these points; their pictures are kept fresh for the next two minutes.
    void want(Collection<String> codes) {
        Instant now = clock.instant();
        codes.forEach(code -> entries.computeIfAbsent(code, _ -> new Entry()).wanted = now);
    }

    /// The picture, if there is one.
    Optional<Thumbnail> get(String code) {
        return Optional.ofNullable(entries.get(code)).map(entry -> entry.thumbnail);
    }

    private void tick() {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> !entry.isRunning && isForgotten(entry, now));
        int free = AT_ONCE - running.get();
        if (free <= 0) {
            return;
        }
        List<Map.Entry<String, Entry>> next =
                entries.entrySet().stream()
                        .filter(entry -> isDue(entry.getValue(), now))
                        .sorted(Comparator.comparing(entry -> entry.getValue().taken()))
                        .limit(free)
                        .toList();
        next.forEach(entry -> fetch(entry.getKey(), entry.getValue(), now));
    }

    private static boolean isForgotten(Entry entry, Instant now) {
        return entry.wanted.isBefore(now.minus(KEPT));
    }

    private static boolean isDue(Entry entry, Instant now) {
        return !entry.isRunning
                && entry.wanted.isAfter(now.minus(WANTED))
                && entry.taken().isBefore(now.minus(FRESH))
                && entry.tried.isBefore(now.minus(AGAIN));
    }

    private void fetch(String code, Entry entry, Instant now) {
        entry.isRunning = true;
        entry.tried = now;
        running.incrementAndGet();
        workers.execute(() -> {
            try {
                byte[] jpeg = pictures.picture(code, true, WIDTH);
                entry.thumbnail = new Thumbnail(jpeg, clock.instant());
            } catch (FrameException | PictureException e) {
                LOG.debug("point={} no thumbnail: {}", code, e.getMessage());
            } finally {
                entry.isRunning = false;
                running.decrementAndGet();
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}

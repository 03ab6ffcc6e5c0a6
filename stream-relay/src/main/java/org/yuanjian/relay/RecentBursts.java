package org.yuanjian.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.TrackFormat;

/// Keeps what a watched stream brought of late, in whole groups of pictures, so that a clip can
/// begin before it is ordered. On the hub's event loop only.
///
/// Nothing is copied: bursts are held in the chunks they came in, which a stream has to itself, so
/// that what is held is hardly more than what is counted. Past its own bound, or that of all
/// streams together, the oldest group goes first; the current one stays unless it alone is too
/// large.
final class RecentBursts {
    /// How wrong the time of a kept burst may be.
    private static final long STRETCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final StreamRelay.Recent settings;
    private final long keptNanos;
    private final AtomicLong total;
    private final Deque<Gop> gops = new ArrayDeque<>();
    private List<TrackFormat> tracks = List.of();
    private long bytes;

    private static final class Gop {
        private final long startNanos;
        private final List<BurstStretch> stretches = new ArrayList<>();
        private long bytes;

        Gop(long startNanos) {
            this.startNanos = startNanos;
        }

        /// @param burst borrowed
        void add(RtpBurst burst) {
            bytes += burst.bytes();
            if (stretches.isEmpty() || !stretches.getLast().add(burst)) {
                stretches.add(new BurstStretch(burst.retain(), STRETCH_NANOS));
            }
        }
    }

    /// @param settings the group in which the earliest moment lies is kept whole
    /// @param total what all streams keep, shared by them
    RecentBursts(StreamRelay.Recent settings, AtomicLong total) {
        this.settings = settings;
        this.keptNanos = settings.time().toNanos();
        this.total = total;
    }

    /// What follows is in these formats; other ones end what was kept.
    void tracks(List<TrackFormat> formats) {
        if (!formats.equals(tracks)) {
            clear();
            tracks = formats;
        }
    }

    /// The formats of what is kept.
    List<TrackFormat> tracks() {
        return tracks;
    }

    void add(RtpBurst burst) {
        if (keptNanos == 0) {
            return;
        }
        if (burst.startsKeyFrame()) {
            expire(burst.arrivalNanos());
            RtpBurst key = burst.from(burst.keyFrameOffset());
            gops.add(new Gop(burst.arrivalNanos()));
            take(key);
            key.release();
        } else if (!gops.isEmpty()) {
            take(burst);
        }
    }

    private void take(RtpBurst burst) {
        gops.getLast().add(burst);
        bytes += burst.bytes();
        total.addAndGet(burst.bytes());
        while (gops.size() > 1
                && (bytes > settings.bytes() || total.get() > settings.totalBytes())) {
            drop();
        }
        if (bytes > settings.bytes()) {
            clear();
        }
    }

    /// Lets go of groups that ended before what has to be kept.
    private void expire(long nowNanos) {
        Gop oldest = gops.peekFirst();
        while (oldest != null && endNanos(nowNanos) - nowNanos <= -keptNanos) {
            drop();
            oldest = gops.peekFirst();
        }
    }

    /// When the group behind the oldest began.
    private long endNanos(long nowNanos) {
        return gops.stream().skip(1).findFirst().map(next -> next.startNanos).orElse(nowNanos);
    }

    private void drop() {
        Gop oldest = gops.removeFirst();
        oldest.stretches.forEach(BurstStretch::release);
        bytes -= oldest.bytes;
        total.addAndGet(-oldest.bytes);
    }

    /// What is kept from the last key frame on that came at this moment or before; from the first
    /// there is, if none did. Owned by the caller.
    ///
    /// @param nanos `System.nanoTime`
    List<RtpBurst> since(long nanos) {
        List<RtpBurst> all = new ArrayList<>();
        for (Gop gop : gops) {
            if (gop.startNanos - nanos <= 0) {
                all.forEach(RtpBurst::release);
                all.clear();
            }
            gop.stretches.forEach(stretch -> all.add(stretch.whole()));
        }
        return all;
    }

    boolean isEmpty() {
        return gops.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        while (!gops.isEmpty()) {
            drop();
        }
    }
}

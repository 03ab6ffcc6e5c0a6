package org.yuanjian.relay;

import java.util.ArrayList;
import java.util.List;
import org.yuanjian.media.RtpBurst;

/// Keeps what came since the last key frame, so that a new writer starts with a picture. On the
/// hub's event loop only.
///
/// Bursts that lie back to back are kept as one stretch: thousands of streams with a hundred bursts
/// each would otherwise be what the garbage collector spends its pauses on.
final class GopCache {
    private final int maxBytes;
    private final List<Stretch> stretches = new ArrayList<>();
    private int bytes;

    /// Bursts of one chunk without a gap, held by the first of them.
    private static final class Stretch {
        private final RtpBurst first;
        private int bytes;
        private long lastArrivalNanos;

        /// @param first owned by the stretch
        Stretch(RtpBurst first) {
            this.first = first;
            this.bytes = first.bytes();
            this.lastArrivalNanos = first.arrivalNanos();
        }

        boolean add(RtpBurst next) {
            boolean continues = first.continuesWith(next, bytes);
            if (continues) {
                bytes += next.bytes();
                lastArrivalNanos = next.arrivalNanos();
            }
            return continues;
        }

        RtpBurst whole() {
            return first.extendedTo(bytes, lastArrivalNanos);
        }
    }

    /// @param maxBytes a GOP that grows beyond this is let go; writers then wait for the next key
    ///   frame
    GopCache(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(RtpBurst burst) {
        if (burst.startsKeyFrame()) {
            clear();
            RtpBurst key =
                    burst.keyFrameOffset() == 0
                            ? burst.retain()
                            : burst.from(burst.keyFrameOffset());
            stretches.add(new Stretch(key));
            count(key.bytes());
        } else if (!stretches.isEmpty()) {
            if (!stretches.getLast().add(burst)) {
                stretches.add(new Stretch(burst.retain()));
            }
            count(burst.bytes());
        }
    }

    private void count(int more) {
        bytes += more;
        if (bytes > maxBytes) {
            clear();
        }
    }

    /// What is cached, in order, owned by the caller; the first burst starts with the key frame.
    /// Empty while none is known.
    List<RtpBurst> retained() {
        return stretches.stream().map(Stretch::whole).toList();
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    int bytes() {
        return bytes;
    }

    void clear() {
        stretches.forEach(stretch -> stretch.first.release());
        stretches.clear();
        bytes = 0;
    }
}

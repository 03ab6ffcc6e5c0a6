package org.yuanjian.relay;

import org.yuanjian.media.RtpBurst;

/// Bursts of one chunk without a gap, held by the first of them. On the hub's event loop only.
final class BurstStretch {
    private final RtpBurst first;
    private final long mostNanos;
    private int bytes;
    private long lastArrivalNanos;

    /// @param first owned by the stretch
    /// @param mostNanos how far apart its bursts may have come, as they all get the time of the
    ///   last
    BurstStretch(RtpBurst first, long mostNanos) {
        this.first = first;
        this.mostNanos = mostNanos;
        this.bytes = first.bytes();
        this.lastArrivalNanos = first.arrivalNanos();
    }

    /// Takes the burst in, or says that it does not belong here.
    boolean add(RtpBurst next) {
        boolean continues =
                next.arrivalNanos() - first.arrivalNanos() <= mostNanos
                        && first.continuesWith(next, bytes);
        if (continues) {
            bytes += next.bytes();
            lastArrivalNanos = next.arrivalNanos();
        }
        return continues;
    }

    /// All of it as one burst, which the caller releases.
    RtpBurst whole() {
        return first.extendedTo(bytes, lastArrivalNanos);
    }

    void release() {
        first.release();
    }
}

package org.yuanjian.relay.webrtc;

/// Remembers which of the last 64 indices were seen (RFC 3711 §3.3.2).
final class ReplayWindow {
    private static final int SIZE = 64;

    private long newest = -1;
    private long seen;

    boolean isNew(long index) {
        long age = newest - index;
        return age < 0 || (age < SIZE && (seen >>> age & 1) == 0);
    }

    /// Only for packets found authentic.
    void add(long index) {
        long ahead = index - newest;
        if (ahead > 0) {
            seen = ahead >= SIZE ? 1 : seen << ahead | 1;
            newest = index;
        } else {
            seen |= 1L << -ahead;
        }
    }
}

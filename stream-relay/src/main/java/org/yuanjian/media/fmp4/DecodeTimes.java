package org.yuanjian.media.fmp4;

import java.util.Arrays;

/// Gives pictures that come in decoding order their decode times, knowing only when each is shown.
///
/// With a reordering depth of n the decode time of a picture is the (n+1)-th latest presentation
/// time seen so far: never after its own, never before the last, and nothing is held back for it. A
/// stream that reorders further than told is believed, and the depth grows.
final class DecodeTimes {
    /// H.264 §A.3.1, H.265 §A.4.2: no decoder keeps more pictures.
    private static final int MAX_DEPTH = 16;

    private long[] latest;
    private long last;

    /// @param depth how many pictures may be decoded before one that is shown earlier
    /// @param first presentation time of the first picture
    /// @param frameTicks about how long a picture lasts
    DecodeTimes(int depth, long first, long frameTicks) {
        latest = new long[Math.min(depth, MAX_DEPTH) + 1];
        for (int i = 0; i < latest.length; i++) {
            latest[i] = Math.max(0, first - (latest.length - i) * frameTicks);
        }
        last = latest[0];
    }

    /// The decode time of the picture shown at `presentation`.
    long next(long presentation) {
        if (presentation >= latest[0]) {
            latest[0] = presentation;
        } else if (latest.length <= MAX_DEPTH) {
            latest = Arrays.copyOf(latest, latest.length + 1);
            latest[latest.length - 1] = presentation;
        }
        Arrays.sort(latest);
        last = Math.max(last + 1, latest[0]);
        return last;
    }
}

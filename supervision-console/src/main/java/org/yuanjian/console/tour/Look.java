package org.yuanjian.console.tour;

import java.util.Locale;

/// How somebody looked at a point.
///
/// @param point code
/// @param why what kept the picture away, as a key; empty where it was seen
/// @param millis how long moving pictures were on a visible page, in milliseconds
record Look(String point, State state, String why, long millis) {
    /// From then on a point counts as seen.
    static final long SEEN_MILLIS = 3_000;

    /// What came of it.
    enum State {
        SEEN,
        /// No picture came, or too short a one.
        TRIED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// @param why empty where it was seen long enough
    static Look of(String point, long millis, String why) {
        boolean isSeen = millis >= SEEN_MILLIS;
        return new Look(point, isSeen ? State.SEEN : State.TRIED, isSeen ? "" : why, millis);
    }
}

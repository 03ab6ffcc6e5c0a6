package org.yuanjian.console.tour;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One tour as somebody made it.
///
/// @param id made by us
/// @param number people speak of it by: `XC-20261126-01`
/// @param account id of who made it
/// @param purpose as a key
/// @param points codes of the points to be seen, in their order
/// @param ended null while it goes on
/// @param course how it went
/// @param seal null before it is signed
record TourRun(
        String id,
        String number,
        Plan plan,
        String account,
        String purpose,
        List<String> points,
        State state,
        Instant started,
        @Nullable Instant ended,
        Course course,
        @Nullable Seal seal) {

    TourRun {
        points = List.copyOf(points);
    }

    /// What was planned.
    ///
    /// @param region code of the smallest one that holds all points
    /// @param grid cells of a page
    /// @param seconds a page stays
    record Plan(String name, String region, int grid, int seconds) {}

    /// How it went.
    ///
    /// @param pausedMillis how long it stood still, in milliseconds
    /// @param pages that were turned
    /// @param words of who made it; may be empty
    record Course(long pausedMillis, int pages, String words) {}

    /// What stands for the record in the ledger.
    ///
    /// @param digest SHA-256 of the record, in hex
    /// @param leaf number in the ledger
    record Seal(String digest, long leaf) {}

    /// How far it has come.
    enum State {
        RUNNING,
        ENDED,
        /// Nothing of it changes any more, and it is not yet in the ledger.
        SIGNING,
        SIGNED,
        /// Nobody ended or signed it in time; it stays as it is.
        ABANDONED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}

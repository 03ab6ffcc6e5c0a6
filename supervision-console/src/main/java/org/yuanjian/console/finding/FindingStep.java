package org.yuanjian.console.finding;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that was done about a finding.
///
/// @param id made by us
/// @param account id of who did it
/// @param words may be empty
/// @param due until when it is to be put right from then on; null where that did not change
/// @param pictures ids of those that belong to it
public record FindingStep(
        String id,
        Kind kind,
        String account,
        String words,
        @Nullable Instant due,
        Instant at,
        List<String> pictures) {

    public FindingStep {
        pictures = List.copyOf(pictures);
    }

    /// What can be done.
    public enum Kind {
        RAISED,
        ACCEPTED,
        ANSWERED,
        RETURNED,
        CLOSED,
        REOPENED,
        /// It is to be put right until another day.
        DUE;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}

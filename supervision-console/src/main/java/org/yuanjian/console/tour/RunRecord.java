package org.yuanjian.console.tour;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;

/// The record of a tour, as it is signed: names as they were then.
///
/// @param number people speak of it by
/// @param inspector full name of who made it
/// @param account id of who made it
/// @param region name of the smallest one that holds all points
/// @param counts how many points there were, and what came of them
/// @param looks at each point, in the order of the tour
@JsonPropertyOrder({
    "format",
    "number",
    "name",
    "inspector",
    "account",
    "purpose",
    "region",
    "started",
    "ended",
    "grid",
    "secondsPerPage",
    "pausedMillis",
    "pages",
    "words",
    "counts",
    "looks",
    "findings"
})
record RunRecord(
        String format,
        String number,
        String name,
        String inspector,
        String account,
        String purpose,
        String region,
        Instant started,
        Instant ended,
        int grid,
        int secondsPerPage,
        long pausedMillis,
        int pages,
        String words,
        Counts counts,
        List<RecordLook> looks,
        List<RecordFinding> findings) {
    static final String FORMAT = "yuanjian-tour-1";

    RunRecord {
        looks = List.copyOf(looks);
        findings = List.copyOf(findings);
    }

    /// @param tried looked at in vain
    /// @param missed never on a page
    @JsonPropertyOrder({"points", "seen", "tried", "missed"})
    record Counts(int points, int seen, int tried, int missed) {}

    /// @param state seen, tried or missed
    /// @param why what kept the picture away, as a key
    /// @param first when it was on a page first; empty for never
    @JsonPropertyOrder({"point", "name", "site", "state", "why", "seconds", "first"})
    record RecordLook(
            String point,
            String name,
            String site,
            String state,
            String why,
            double seconds,
            String first) {}

    @JsonPropertyOrder({"number", "kind", "point", "name", "site", "words", "raised", "due"})
    record RecordFinding(
            String number,
            String kind,
            String point,
            String name,
            String site,
            String words,
            Instant raised,
            Instant due) {}
}

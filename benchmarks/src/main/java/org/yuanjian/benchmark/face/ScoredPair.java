package org.yuanjian.benchmark.face;

import java.util.Locale;
import java.util.OptionalDouble;

/// A pair with its similarity.
///
/// @param pair the two pictures
/// @param score cosine; empty where one of them could not be read
/// @param reason what is to be said of them; `a:` and `b:` tell which is meant
record ScoredPair(FacePair pair, OptionalDouble score, String reason) {

    /// A line of the list of scores.
    String line() {
        String text =
                score.isPresent() ? String.format(Locale.ROOT, "%.6f", score.getAsDouble()) : "";
        return String.join(
                ",",
                PairList.quoted(pair.pathA()),
                PairList.quoted(pair.pathB()),
                text,
                PairList.quoted(reason));
    }
}

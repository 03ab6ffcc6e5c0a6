package org.yuanjian.benchmark.face;

import java.util.Optional;
import org.yuanjian.face.FaceTemplate;

/// What became of one picture of a list.
///
/// @param template its face; empty where none was read
/// @param reasons what is to be said of it, parted by +; empty where nothing is
record PairReading(Optional<FaceTemplate> template, String reasons) {
    static final PairReading NONE = new PairReading(Optional.empty(), "UNREADABLE");
}

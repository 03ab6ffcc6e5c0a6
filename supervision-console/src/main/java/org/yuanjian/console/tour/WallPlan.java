package org.yuanjian.console.tour;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Something a person keeps to put on the wall again.
///
/// @param id made by us
/// @param owner id of an account
/// @param region code of those it is shared with; empty where only the owner has it
record WallPlan(String id, Kind kind, String name, String owner, String region, Body body) {

    /// What it is.
    enum Kind {
        /// Points in cells.
        LAYOUT,
        /// Points one after another.
        TOUR;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String key) {
            return Stream.of(values()).filter(kind -> kind.key().equals(key)).findFirst();
        }
    }

    /// @param grid cells of a page
    /// @param seconds a page stays; 0 for a layout
    /// @param order of a tour: `longest_unseen` or `list`; empty for a layout
    /// @param points codes; in a layout empty for an empty cell
    record Body(int grid, int seconds, String order, List<String> points) {
        Body {
            points = List.copyOf(points);
        }
    }
}

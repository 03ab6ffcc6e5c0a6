package org.yuanjian.camera.registry;

import java.util.Locale;

/// One camera's place, whatever device hangs there.
///
/// @param code 20 digits of GB/T 28181-2022 annex E
/// @param name what it shows, for example 接待窗口; unique within its site
/// @param place the kind of place it shows
/// @param site where it is
public record VideoPoint(String code, String name, Place place, Site site) {

    /// The kinds of place a camera watches.
    public enum Place {
        COUNTER,
        WAITING,
        VISIT,
        CORRIDOR,
        GATE,
        CARPARK,
        DECLARATION,
        STUDY;

        /// The word in points.csv.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

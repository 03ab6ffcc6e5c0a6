package org.yuanjian.camera.registry;

import java.util.Locale;

/// An administrative region by its code of GB/T 2260.
///
/// @param code six digits
/// @param name full name, for example 天河区
/// @param parent code of the region above it; empty for the province
/// @param level where it stands
public record Region(String code, String name, String parent, Level level) {

    /// The three levels, the highest first.
    public enum Level {
        PROVINCE,
        CITY,
        COUNTY;

        /// The word in regions.csv.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

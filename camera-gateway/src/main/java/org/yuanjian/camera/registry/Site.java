package org.yuanjian.camera.registry;

import java.util.Locale;

/// A place with video points: a judicial office, a correction centre, a visit room.
///
/// @param name unique within its region
/// @param kind what it is
/// @param region code of the region it lies in
public record Site(String name, Kind kind, String region) {

    /// What a site is.
    public enum Kind {
        CITY_AGENCY,
        COUNTY_AGENCY,
        CORRECTION_CENTRE,
        OFFICE,
        VISIT_ROOM,
        CUSTODY_PLACE;

        /// The word in points.csv.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

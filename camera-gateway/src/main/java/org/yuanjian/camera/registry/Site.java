package org.yuanjian.camera.registry;

import java.util.Locale;

/// A place with video points: a judicial office, a correction centre, a visit room.
///
/// @param id made by us
/// @param name unique within its region
/// @param kind what it is
/// @param region code of the region it lies in
/// @param lineKbps what its line carries, in thousands of bits per second; 0: no limit
public record Site(String id, String name, Kind kind, String region, int lineKbps) {

    /// What a site is.
    public enum Kind {
        CITY_AGENCY,
        COUNTY_AGENCY,
        CORRECTION_CENTRE,
        OFFICE,
        VISIT_ROOM,
        CUSTODY_PLACE;

        /// The word in lists.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

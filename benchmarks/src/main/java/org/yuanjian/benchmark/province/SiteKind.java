package org.yuanjian.benchmark.province;

import java.util.List;
import java.util.Locale;

/// The kinds of site, each with the places that get a camera, the most usual first.
enum SiteKind {
    CITY_AGENCY,
    COUNTY_AGENCY,
    CORRECTION_CENTRE,
    OFFICE,
    VISIT_ROOM,
    CUSTODY_PLACE;

    List<Place> places() {
        return switch (this) {
            case CITY_AGENCY -> List.of(Place.COUNTER, Place.GATE);
            case COUNTY_AGENCY -> List.of(Place.COUNTER);
            case CORRECTION_CENTRE -> List.of(Place.DECLARATION, Place.STUDY);
            case OFFICE ->
                    List.of(
                            Place.COUNTER,
                            Place.WAITING,
                            Place.CORRIDOR,
                            Place.DECLARATION,
                            Place.GATE,
                            Place.STUDY,
                            Place.CARPARK);
            case VISIT_ROOM -> List.of(Place.VISIT);
            case CUSTODY_PLACE -> List.of(Place.VISIT, Place.WAITING, Place.CORRIDOR, Place.GATE);
        };
    }

    /// The word in config/points.csv.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

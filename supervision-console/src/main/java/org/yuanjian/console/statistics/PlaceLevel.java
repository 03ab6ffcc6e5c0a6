package org.yuanjian.console.statistics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.VideoPoint;

/// What figures are told by.
enum PlaceLevel {
    CITY,
    COUNTY,
    SITE;

    /// One of them.
    record Place(String key, String name) {}

    static Optional<PlaceLevel> of(String key) {
        return Stream.of(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(key))
                .findFirst();
    }

    /// Where the point is counted; what hangs higher up, at the lowest region above it.
    Place place(PointList list, VideoPoint point) {
        if (this == SITE) {
            return new Place(point.site().id(), point.site().name());
        }
        Region.Level level = this == CITY ? Region.Level.CITY : Region.Level.COUNTY;
        List<Region> path = list.path(point.site().region());
        Region found =
                path.stream()
                        .filter(region -> region.level() == level)
                        .findFirst()
                        .orElseGet(path::getLast);
        return new Place(found.code(), found.name());
    }
}

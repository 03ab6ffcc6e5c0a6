package org.yuanjian.console.point;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.Site;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Scope;

/// The whole tree as the pages read it, kept flat and short: regions with their parent, sites with
/// their region, points with their site.
///
/// @param regions all regions, those above before those below
/// @param sites all sites with their points
record PointTree(List<RegionRow> regions, List<SiteRow> sites) {

    /// @param level `province`, `city` or `county`
    record RegionRow(String code, String name, String parent, String level) {}

    /// @param id as planned work names it
    /// @param points in the order of the list
    record SiteRow(String id, String name, String kind, String region, List<PointRow> points) {}

    /// @param place kind of place, such as `counter`
    /// @param longitude in degrees, to about a metre; left out, as is `latitude`, where nobody
    ///   noted it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PointRow(
            String code,
            String name,
            String place,
            @Nullable Double longitude,
            @Nullable Double latitude) {

        private static final double PARTS = 1e5;

        static PointRow of(VideoPoint point) {
            Optional<VideoPoint.Location> location = Optional.ofNullable(point.location());
            return new PointRow(
                    point.code(),
                    point.name(),
                    point.place().word(),
                    location.map(at -> rounded(at.longitude())).orElse(null),
                    location.map(at -> rounded(at.latitude())).orElse(null));
        }

        private static double rounded(double degrees) {
            return Math.round(degrees * PARTS) / PARTS;
        }
    }

    /// @param scope which points are shown; sites without any are left out
    static PointTree of(PointList list, Scope scope) {
        Map<Site, List<PointRow>> bySite = new LinkedHashMap<>();
        for (VideoPoint point : list.points()) {
            if (!scope.covers(point)) {
                continue;
            }
            bySite.computeIfAbsent(point.site(), _ -> new ArrayList<>()).add(PointRow.of(point));
        }
        Set<String> shown = regions(scope, bySite.keySet());
        return new PointTree(
                list.regions().stream()
                        .filter(region -> shown.contains(region.code()))
                        .map(r -> new RegionRow(r.code(), r.name(), r.parent(), r.level().word()))
                        .toList(),
                bySite.entrySet().stream()
                        .map(site ->
                                new SiteRow(
                                        site.getKey().id(),
                                        site.getKey().name(),
                                        site.getKey().kind().word(),
                                        site.getKey().region(),
                                        List.copyOf(site.getValue())))
                        .toList());
    }

    /// Those the account is bound to with all in them, those its sites lie in, and all above.
    private static Set<String> regions(Scope scope, Set<Site> sites) {
        Set<String> shown = new HashSet<>();
        scope.list().path(scope.account().region()).forEach(region -> shown.add(region.code()));
        sites.forEach(site ->
                scope.list().path(site.region()).forEach(region -> shown.add(region.code())));
        scope.list().regions().stream()
                .map(Region::code)
                .filter(scope::coversRegion)
                .forEach(shown::add);
        return shown;
    }
}

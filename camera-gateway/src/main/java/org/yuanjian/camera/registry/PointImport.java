package org.yuanjian.camera.registry;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yuanjian.camera.registry.ImportException.Kind;
import org.yuanjian.camera.registry.Region.Level;

/// Reads regions.csv and points.csv and checks that they fit together.
final class PointImport {
    private static final Pattern REGION_CODE = Pattern.compile("\\d{6}");
    private static final Pattern POINT_CODE = Pattern.compile("\\d{20}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,64}");

    private final Map<String, Region> regions = new LinkedHashMap<>();
    private final Map<Site, Site> sites = new LinkedHashMap<>();
    private final Map<String, Site.Kind> kinds = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, VideoPoint> points = new LinkedHashMap<>();

    void readRegions(Path file) throws ImportException {
        List<CsvRow> rows = CsvTable.read(file, List.of("code", "name", "parent", "level"));
        for (CsvRow row : rows) {
            Region region = region(row);
            if (regions.putIfAbsent(region.code(), region) != null) {
                throw row.wrong(Kind.TWICE, "code", region.code() + " stands here a second time");
            }
        }
        for (CsvRow row : rows) {
            checkParent(row);
        }
    }

    private static Region region(CsvRow row) throws ImportException {
        return new Region(
                row.matching("code", REGION_CODE, "a region code of six digits"),
                row.matching("name", NAME, "a name of 1 to 64 characters"),
                row.text("parent"),
                row.oneOf("level", Level.values(), Level::word));
    }

    /// A city's parent is the province, a county's a city; the province has none. That leaves no
    /// circles.
    private void checkParent(CsvRow row) throws ImportException {
        Level level = row.oneOf("level", Level.values(), Level::word);
        String parent = row.text("parent");
        if (level == Level.PROVINCE) {
            if (!parent.isEmpty()) {
                throw row.wrong(Kind.VALUE, "parent", "a province has no region above it");
            }
            return;
        }
        Level wanted = level == Level.CITY ? Level.PROVINCE : Level.CITY;
        Region above = regions.get(parent);
        if (above == null || above.level() != wanted) {
            throw row.wrong(
                    Kind.UNKNOWN, "parent", "there is no " + wanted.word() + " with this code");
        }
    }

    void readPoints(Path file) throws ImportException {
        List<String> columns = List.of("code", "name", "place", "site", "site_kind", "region");
        for (CsvRow row : CsvTable.read(file, columns)) {
            VideoPoint point =
                    new VideoPoint(
                            row.matching("code", POINT_CODE, "a code of 20 digits"),
                            row.matching("name", NAME, "a name of 1 to 64 characters"),
                            row.oneOf("place", VideoPoint.Place.values(), VideoPoint.Place::word),
                            site(row));
            if (points.putIfAbsent(point.code(), point) != null) {
                throw row.wrong(Kind.TWICE, "code", point.code() + " stands here a second time");
            }
            if (!names.add(key(point.site()) + '\n' + point.name())) {
                throw row.wrong(Kind.TWICE, "name", "the site has a point of this name already");
            }
        }
    }

    private Site site(CsvRow row) throws ImportException {
        String region = row.matching("region", REGION_CODE, "a region code of six digits");
        if (!regions.containsKey(region)) {
            throw row.wrong(Kind.UNKNOWN, "region", region + " is not in the list of regions");
        }
        Site site =
                new Site(
                        row.matching("site", NAME, "a name of 1 to 64 characters"),
                        row.oneOf("site_kind", Site.Kind.values(), Site.Kind::word),
                        region);
        Site.Kind known = kinds.putIfAbsent(key(site), site.kind());
        if (known != null && known != site.kind()) {
            throw row.wrong(
                    Kind.VALUE, "site_kind", "the same site is " + known.word() + " further up");
        }
        return sites.computeIfAbsent(site, same -> same);
    }

    private static String key(Site site) {
        return site.region() + '\n' + site.name();
    }

    Map<String, Region> regions() {
        return regions;
    }

    Collection<Site> sites() {
        return sites.values();
    }

    Map<String, VideoPoint> points() {
        return points;
    }
}

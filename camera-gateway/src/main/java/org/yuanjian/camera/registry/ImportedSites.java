package org.yuanjian.camera.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.registry.Site.Kind;
import org.yuanjian.camera.table.CellException;
import org.yuanjian.camera.table.TableProblem;
import org.yuanjian.camera.table.TableRow;

/// The sites a list of points speaks of: those that are known, and new ones.
final class ImportedSites {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,64}");
    private static final int MAX_LINE_KBPS = 100_000_000;

    private final PointList now;
    private final Supplier<String> ids;
    private final Map<Key, Site> known = new HashMap<>();
    private final Map<Key, Site> named = new LinkedHashMap<>();

    private record Key(String region, String name) {
        static Key of(Site site) {
            return new Key(site.region(), site.name());
        }
    }

    ImportedSites(PointList now, Supplier<String> ids) {
        this.now = now;
        this.ids = ids;
        now.sites().forEach(site -> known.put(Key.of(site), site));
    }

    /// The site of a row; columns that are not there say nothing against the one before.
    Site of(TableRow row, @Nullable Site before) throws CellException {
        String region = region(row, before);
        String name =
                before != null && !row.has(PointColumns.SITE)
                        ? before.name()
                        : row.matching(PointColumns.SITE, NAME, TableProblem.Kind.NOT_A_NAME);
        Key key = new Key(region, name);
        @Nullable Site there = known.get(key);
        Site site =
                new Site(
                        there == null ? ids.get() : there.id(),
                        name,
                        kind(row, before),
                        region,
                        lineKbps(row, there));
        @Nullable Site further = named.putIfAbsent(key, site);
        if (further != null && further.kind() != site.kind()) {
            throw row.wrong(
                    TableProblem.Kind.OTHER_KIND, PointColumns.SITE_KIND, further.kind().word());
        }
        known.put(key, site);
        return site;
    }

    private String region(TableRow row, @Nullable Site before) throws CellException {
        if (before != null && !row.has(PointColumns.REGION)) {
            return before.region();
        }
        String region =
                row.matching(
                        PointColumns.REGION, RegionFile.CODE, TableProblem.Kind.NOT_A_REGION_CODE);
        if (now.region(region).isEmpty()) {
            throw row.wrong(TableProblem.Kind.UNKNOWN_REGION, PointColumns.REGION, region);
        }
        return region;
    }

    private static Kind kind(TableRow row, @Nullable Site before) throws CellException {
        return before != null && !row.has(PointColumns.SITE_KIND)
                ? before.kind()
                : row.oneOf(PointColumns.SITE_KIND, Kind.values(), Kind::word);
    }

    private static int lineKbps(TableRow row, @Nullable Site there) throws CellException {
        if (row.isSet(PointColumns.LINE_KBPS)) {
            return row.number(PointColumns.LINE_KBPS, 0, MAX_LINE_KBPS);
        }
        return there == null || row.has(PointColumns.LINE_KBPS) ? 0 : there.lineKbps();
    }

    /// Those the list spoke of, as they are now.
    Collection<Site> named() {
        return named.keySet().stream().map(known::get).filter(Objects::nonNull).toList();
    }
}

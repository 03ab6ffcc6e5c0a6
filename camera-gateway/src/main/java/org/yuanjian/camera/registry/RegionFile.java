package org.yuanjian.camera.registry;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yuanjian.camera.registry.Region.Level;
import org.yuanjian.camera.table.CellException;
import org.yuanjian.camera.table.Table;
import org.yuanjian.camera.table.TableException;
import org.yuanjian.camera.table.TableProblem.Kind;
import org.yuanjian.camera.table.TableRow;

/// Reads regions.csv: the administrative regions by their codes (GB/T 2260).
final class RegionFile {
    static final Pattern CODE = Pattern.compile("\\d{6}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,64}");

    private RegionFile() {}

    /// The regions by their codes, in the order of the file.
    static Map<String, Region> read(Path file) throws TableException {
        Table table = Table.read(file, Map.of());
        table.need(List.of("code", "name", "parent", "level"));
        Map<String, Region> regions = new LinkedHashMap<>();
        try {
            for (TableRow row : table.rows()) {
                Region region = region(row);
                if (regions.putIfAbsent(region.code(), region) != null) {
                    throw row.wrong(Kind.CODE_TWICE, "code", region.code());
                }
            }
            for (TableRow row : table.rows()) {
                checkParent(row, regions);
            }
        } catch (CellException e) {
            throw new TableException(table.name(), e.problem());
        }
        return regions;
    }

    private static Region region(TableRow row) throws CellException {
        return new Region(
                row.matching("code", CODE, Kind.NOT_A_REGION_CODE),
                row.matching("name", NAME, Kind.NOT_A_NAME),
                row.text("parent"),
                row.oneOf("level", Level.values(), Level::word));
    }

    /// A city's parent is the province, a county's a city; the province has none. That leaves no
    /// circles.
    private static void checkParent(TableRow row, Map<String, Region> regions)
            throws CellException {
        Level level = row.oneOf("level", Level.values(), Level::word);
        String parent = row.text("parent");
        if (level == Level.PROVINCE) {
            if (!parent.isEmpty()) {
                throw row.wrong(Kind.UNKNOWN_PARENT, "parent", "", parent);
            }
            return;
        }
        Level wanted = level == Level.CITY ? Level.PROVINCE : Level.CITY;
        Region above = regions.get(parent);
        if (above == null || above.level() != wanted) {
            throw row.wrong(Kind.UNKNOWN_PARENT, "parent", wanted.word(), parent);
        }
    }
}

package org.yuanjian.benchmark.province;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Writes config/points.csv from config/regions.csv: 2,110 video points of invented sites, the same
/// every time. Run from the repository root:
///
///     java benchmarks/src/main/java/org/yuanjian/benchmark/province/PointsFile.java config
public final class PointsFile {
    static final long SEED = 2110;

    private static final String HEADER = "code,name,place,site,site_kind,region,longitude,latitude";

    private static final String UNNOTED = ",";

    // GB/T 28181-2022 annex E: region (6), access unit (2), sector (2), type (3), network (1),
    // number (6).
    /// Sector 02: inside of offices; the standard names no sector for the administration of
    /// justice.
    private static final String SECTOR = "02";

    /// Type 132: network camera.
    private static final String TYPE = "132";

    /// Network 6: the government's own.
    private static final String NETWORK = "6";

    private PointsFile() {}

    /// @param arguments the folder of regions.csv, in which points.csv is written
    public static void main(String[] arguments) throws IOException {
        Path config = Path.of(arguments[0]);
        Files.write(config.resolve("points.csv"), lines(config.resolve("regions.csv")));
    }

    /// Every line of the file, header first.
    static List<String> lines(Path regions) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        List<County> counties = counties(regions);
        Map<County, List<Site>> sites = new Province(counties, new Random(SEED)).sites();
        Positions positions = new Positions(counties, new Random(SEED));
        sites.forEach((county, all) -> addPoints(lines, county, all, positions));
        return lines;
    }

    private static List<County> counties(Path regions) throws IOException {
        Map<String, String> names = new HashMap<>();
        Set<String> parents = new HashSet<>();
        List<String[]> rows =
                Files.readAllLines(regions).stream().skip(1).map(line -> line.split(",")).toList();
        for (String[] row : rows) {
            names.put(row[0], row[1]);
            parents.add(row[2]);
        }
        List<County> counties = new ArrayList<>();
        for (String[] row : rows) {
            if (!parents.contains(row[0])) {
                String city = row[3].equals("city") ? row[0] : row[2];
                counties.add(new County(row[0], row[1], city, names.getOrDefault(city, city)));
            }
        }
        counties.sort((one, other) -> one.code().compareTo(other.code()));
        return counties;
    }

    private static void addPoints(
            List<String> lines, County county, List<Site> sites, Positions positions) {
        int number = 0;
        for (int unit = 0; unit < sites.size(); unit++) {
            Site site = sites.get(unit);
            Optional<Position> at = positions.nextSite(county);
            for (Place place : site.places()) {
                String code =
                        "%s%02d%s%s%s%06d"
                                .formatted(
                                        county.code(), unit + 1, SECTOR, TYPE, NETWORK, ++number);
                lines.add(
                        String.join(
                                ",",
                                code,
                                place.pointName(),
                                place.word(),
                                site.name(),
                                site.kind().word(),
                                county.code(),
                                at.map(positions::nextPoint).map(Position::words).orElse(UNNOTED)));
            }
        }
    }
}

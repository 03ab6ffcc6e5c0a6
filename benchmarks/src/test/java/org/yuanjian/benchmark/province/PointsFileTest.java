package org.yuanjian.benchmark.province;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointsFileTest {
    private static final Path CONFIG = Path.of(System.getProperty("yuanjian.root"), "config");

    private final List<String[]> rows;

    PointsFileTest() throws Exception {
        rows =
                PointsFile.lines(CONFIG.resolve("regions.csv")).stream()
                        .skip(1)
                        .map(line -> line.split(","))
                        .toList();
    }

    @Test
    void lines_always_areThoseOfTheRepository() throws Exception {
        assertThat(PointsFile.lines(CONFIG.resolve("regions.csv")))
                .isEqualTo(Files.readAllLines(CONFIG.resolve("points.csv")));
    }

    @Test
    void lines_always_number2110WithCodesOfTheirOwn() {
        assertThat(rows).hasSize(2110);
        assertThat(rows.stream().map(row -> row[0])).doesNotHaveDuplicates();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row[0]).matches("\\d{20}").startsWith(row[5]));
    }

    @Test
    void lines_always_nameEachSiteOnceInItsRegion() {
        assertThat(rows.stream().map(row -> row[5] + row[3] + row[1])).doesNotHaveDuplicates();
        assertThat(rows.stream().map(row -> row[0].substring(0, 8) + row[3]).distinct().count())
                .isEqualTo(rows.stream().map(row -> row[5] + row[3]).distinct().count());
    }

    @Test
    void lines_always_reachEveryCountyAndMoreThanHalfOfTheOffices() {
        assertThat(rows.stream().map(row -> row[5]).distinct()).hasSize(124);
        assertThat(
                        rows.stream()
                                .filter(row -> row[4].equals("office"))
                                .map(row -> row[5] + row[3])
                                .distinct())
                .hasSizeGreaterThan(800);
    }

    @Test
    void lines_always_standInTheProvinceButForAHandful() {
        List<String[]> noted = rows.stream().filter(row -> row.length == 8).toList();
        assertThat(rows.size() - noted.size()).isBetween(1, 20);
        assertThat(noted)
                .allSatisfy(row -> {
                    assertThat(Double.parseDouble(row[6])).isBetween(109.6, 117.4);
                    assertThat(Double.parseDouble(row[7])).isBetween(20.1, 25.6);
                });
    }

    @Test
    void lines_always_putThePointsOfASiteAFewMetresApart() {
        Map<String, List<String[]>> sites =
                rows.stream()
                        .filter(row -> row.length == 8)
                        .collect(groupingBy(row -> row[5] + row[3]));
        assertThat(sites.values()).allSatisfy(site -> assertThat(reach(site)).isLessThan(0.0005));
        assertThat(sites.values().stream().map(site -> site.getFirst()[6]).distinct().count())
                .isGreaterThan(sites.size() * 9L / 10);
    }

    private static double reach(List<String[]> site) {
        double[] longitudes =
                site.stream().mapToDouble(row -> Double.parseDouble(row[6])).toArray();
        double[] latitudes = site.stream().mapToDouble(row -> Double.parseDouble(row[7])).toArray();
        return Math.max(reach(longitudes), reach(latitudes));
    }

    private static double reach(double... degrees) {
        return Arrays.stream(degrees).max().orElseThrow()
                - Arrays.stream(degrees).min().orElseThrow();
    }
}

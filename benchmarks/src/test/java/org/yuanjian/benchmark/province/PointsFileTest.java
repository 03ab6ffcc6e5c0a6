package org.yuanjian.benchmark.province;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}

package org.yuanjian.camera.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.table.TableException;

/// Whatever stands in the lists, regions up to the first NUL and points behind it: a registry that
/// fits together, or a typed error that says where.
class PointImportFuzzTest {
    @TempDir static Path folder;

    @FuzzTest(maxDuration = "2m")
    void read(byte[] bytes) throws IOException {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        Path regions = Files.write(folder.resolve("regions.csv"), Arrays.copyOf(bytes, end));
        byte[] rest = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
        Path points = Files.write(folder.resolve("points.csv"), rest);
        try {
            PointList registry = PointList.read(regions, points);
            for (VideoPoint point : registry.points()) {
                assertThat(registry.path(point.site().region())).isNotEmpty().hasSizeLessThan(4);
            }
            assertThat(registry.sites().size()).isLessThanOrEqualTo(registry.points().size());
        } catch (TableException e) {
            assertThat(e).hasMessageMatching("(regions|points)\\.csv: [^\\p{Cntrl}]+");
            assertThat(e.first().row()).isBetween(0, bytes.length + 1);
        }
    }
}

package org.yuanjian.benchmark.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Small fleets with short loops for tests.
final class TestFleet {
    private TestFleet() {}

    /// Thirty cameras that look at a corridor.
    static CameraFleet start(Path folder) throws IOException {
        return CameraFleet.start(
                FleetSettings.of(points(folder), 30, folder)
                        .withLoops(folder.resolve("loops"), Duration.ofSeconds(2)));
    }

    /// Their list.
    static Path points(Path folder) throws IOException {
        StringBuilder points = new StringBuilder("code,name,place,site,site_kind,region\n");
        for (int i = 1; i <= 30; i++) {
            points.append("4401030102132600%04d,走廊,corridor,司法所,office,440103\n".formatted(i));
        }
        return Files.writeString(folder.resolve("points.csv"), points);
    }
}

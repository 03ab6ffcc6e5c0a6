package org.yuanjian.benchmark.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Small fleets with short loops for tests.
final class TestFleet {
    private static final int CAMERAS = 30;

    private TestFleet() {}

    /// Thirty cameras that look at a corridor.
    static CameraFleet start(Path folder) throws IOException {
        return start(folder, CAMERAS);
    }

    /// As many as are asked for; from 1,001 on they hang on a recorder.
    static CameraFleet start(Path folder, int cameras) throws IOException {
        return CameraFleet.start(
                FleetSettings.of(points(folder, cameras), cameras, folder)
                        .withLoops(folder.resolve("loops"), Duration.ofSeconds(2)));
    }

    /// Their list.
    static Path points(Path folder) throws IOException {
        return points(folder, CAMERAS);
    }

    private static Path points(Path folder, int cameras) throws IOException {
        StringBuilder points = new StringBuilder("code,name,place,site,site_kind,region\n");
        for (int i = 1; i <= cameras; i++) {
            points.append(
                    "4401030102132600%04d,走廊%04d,corridor,司法所,office,440103\n".formatted(i, i));
        }
        return Files.writeString(folder.resolve("points.csv"), points);
    }
}

package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneApplicationTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /// One point whose main stream is H.264: two loops.
    private SceneApplication scenes(Path loops) throws IOException {
        Path points =
                Files.writeString(
                        folder.resolve("points.csv"),
                        "code,name,place,site,site_kind,region\n1,走廊,corridor,司法所,office,440103\n");
        FleetSettings settings =
                FleetSettings.of(points, 9, folder).withLoops(loops, Duration.ofSeconds(2));
        return new SceneApplication(settings, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void run_nothingKept_encodesOnceAndSaysSo() throws IOException {
        Path loops = folder.resolve("loops");
        assertThat(scenes(loops).run()).isEqualTo(2);
        assertThat(lines())
                .containsExactly(
                        "Encoding 2 scenes of the cameras, once on this machine",
                        "  scene 1 of 2",
                        "  scene 2 of 2");
        said.reset();
        assertThat(scenes(loops).run()).isZero();
        assertThat(lines()).isEmpty();
        try (var files = Files.list(loops)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.endsWith(".h264"))
                    .hasSize(2);
        }
    }

    @Test
    void run_folderCannotBeMade_fails() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        SceneApplication scenes = scenes(file.resolve("loops"));
        assertThatThrownBy(scenes::run).isInstanceOf(IOException.class);
    }

    @Test
    void start_fleetThatCannotKeepLoops_playsThem() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        FleetSettings settings =
                FleetSettings.of(TestFleet.points(folder), 2, folder)
                        .withLoops(file.resolve("loops"), Duration.ofSeconds(2));
        try (CameraFleet fleet = CameraFleet.start(settings);
                RtspPull pull =
                        new RtspPull(fleet.cameras().get(1), fleet.rtspPort(), true).play()) {
            assertThat(pull.stamps(1)).hasSize(1);
        }
    }
}

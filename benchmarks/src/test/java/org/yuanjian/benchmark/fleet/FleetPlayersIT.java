package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// FFmpeg of the system plays every kind of camera.
class FleetPlayersIT {
    @TempDir static Path folder;

    private static CameraFleet fleet;

    @BeforeAll
    static void start() throws IOException {
        boolean there =
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "ffmpeg")));
        if (!there && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("ffmpeg is not installed");
        }
        fleet = TestFleet.start(folder);
    }

    @AfterAll
    static void stop() {
        if (fleet != null) {
            fleet.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "H.264 by TCP, 2, sub, tcp, h264",
        "H.264 by UDP, 2, sub, udp, h264",
        "STAP-A, 5, sub, tcp, h264",
        "no parameter sets in the SDP and sound, 22, sub, tcp, pcm_alaw",
        "B-frames, 3, main, tcp, h264",
        "H.265 and a Chinese user, 4, main, tcp, hevc",
        "a camera that takes UDP only, 14, sub, udp, h264"
    })
    void play_ffmpeg_decodesWithoutComplaint(
            String name, int number, String stream, String transport, String codec)
            throws IOException, InterruptedException {
        SimulatedCamera camera = fleet.cameras().get(number - 1);
        camera.loop(stream.equals("sub")).orTimeout(60, TimeUnit.SECONDS).join();
        Path log = folder.resolve(number + stream + transport + ".log");
        Process ffmpeg =
                new ProcessBuilder(command(camera, stream.equals("sub"), transport))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = ffmpeg.waitFor(40, TimeUnit.SECONDS);
        ffmpeg.destroyForcibly();
        String text = Files.readString(log);
        assertThat(ended).as(name + "\n" + text).isTrue();
        assertThat(ffmpeg.exitValue()).as(name + "\n" + text).isZero();
        assertThat(text).contains(codec).doesNotContain("error while decoding");
    }

    private static List<String> command(SimulatedCamera camera, boolean sub, String transport) {
        CameraCredentials user = camera.listedCredentials();
        String url =
                "rtsp://%s:%s@%s:%d%s"
                        .formatted(
                                escaped(user.user()),
                                escaped(user.password()),
                                camera.address(),
                                fleet.rtspPort(),
                                camera.path(sub));
        return List.of(
                "ffmpeg",
                "-hide_banner",
                "-nostdin",
                "-rtsp_transport",
                transport,
                "-i",
                url,
                "-t",
                "1.5",
                "-f",
                "null",
                "-");
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

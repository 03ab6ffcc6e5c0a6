package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.relay.ResourceUse;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import org.yuanjian.relay.rtsp.client.TestClip;

/// Debian's ffmpeg and ffprobe as players of the relay, and ffmpeg as what a camera plays.
class FfmpegIT {
    private static final long WAIT_SECONDS = 60;
    private static final int LARGE_GOP_PACKETS = 1_800;

    @TempDir private Path folder;

    private final FakeCamera camera =
            FakeCamera.start(script -> {
                script.hasAudio = true;
                script.frameMillis = 40;
            });
    private final RelayFixture node;

    FfmpegIT() throws InterruptedException {
        node = new RelayFixture(Duration.ofSeconds(15));
        node.camera(camera);
    }

    @BeforeAll
    static void findPrograms() {
        boolean there = isThere("ffmpeg") && isThere("ffprobe");
        assumeTrue(
                there || "true".equals(System.getenv("CI")),
                "ffmpeg is not installed: players other than ours are not tried");
    }

    private static boolean isThere(String program) {
        return Files.isExecutable(Path.of("/usr/bin", program));
    }

    @AfterEach
    void tearDown() {
        node.close();
        camera.close();
    }

    @Test
    void ffprobe_overTcp_readsBothTracks() throws Exception {
        assertThat(probe("tcp")).contains("h264,160,90", "pcm_alaw");
    }

    @Test
    void ffprobe_overUdp_readsBothTracks() throws Exception {
        assertThat(probe("udp")).contains("h264,160,90", "pcm_alaw");
    }

    @Test
    void ffmpeg_overTcp_decodesWithoutAComplaint() throws Exception {
        assertThat(decode("tcp")).isEmpty();
    }

    @Test
    void ffmpeg_overUdp_decodesWithoutAComplaint() throws Exception {
        assertThat(decode("udp")).isEmpty();
    }

    @Test
    void ffmpeg_asTheCamerasPicture_reachesThePlayer() throws Exception {
        camera.script().hasAudio = false;
        camera.script().parameterSetsInBandOnly = true;
        int port = camera.script().feed();
        Process encoder =
                start(
                        "/usr/bin/ffmpeg -v error -re -f lavfi -i testsrc2=size=320x180:rate=25"
                                + " -c:v libx264 -preset ultrafast -tune zerolatency -g 25"
                                + " -x264-params repeat-headers=1 -payload_type 96 -f rtp"
                                + " rtp://127.0.0.1:"
                                + port
                                + "?pkt_size=1200",
                        "encoder");
        try {
            assertThat(probe("tcp")).contains("h264,320,180");
        } finally {
            encoder.destroyForcibly().waitFor();
        }
    }

    /// Three seconds of a GOP, some two thousand packets, when ffmpeg joins.
    @Test
    void ffmpeg_joinsALargeGopOverUdp_losesNothing() throws Exception {
        camera.script().hasAudio = false;
        camera.script().clip = longGop();
        try (TestPlayer first = node.player()) {
            first.play(1);
            for (int i = 0; i < LARGE_GOP_PACKETS; i++) {
                first.frame(0);
            }

            String said =
                    run(
                            "/usr/bin/ffmpeg -v warning -rtsp_transport udp -i",
                            "copy",
                            node.uri("?ticket=" + node.ticket(RelayFixture.STREAM)),
                            "-c",
                            "copy",
                            "-frames:v",
                            "100",
                            "-f",
                            "null",
                            "-");

            assertThat(said).doesNotContain("missed").doesNotContain("RTP:");
        }
    }

    private TestClip longGop() throws Exception {
        run(
                "/usr/bin/ffmpeg -v error -f lavfi -i testsrc2=size=640x360:rate=25 -threads 1"
                        + " -vf noise=alls=40:allf=t -c:v libx264 -preset ultrafast -bf 0"
                        + " -b:v 2M -maxrate 2M -bufsize 4M -g 250 -frames:v 250"
                        + " -x264-params aud=1:scenecut=0 -f h264",
                "clip-log",
                folder.resolve("clip").toString());
        return TestClip.of(Files.readAllBytes(folder.resolve("clip")));
    }

    @Test
    void ffprobe_cameraRestartsWithItsClockReset_timesGoForward() throws Exception {
        camera.script().hasAudio = false;
        Process probe =
                start(
                        "/usr/bin/ffprobe -v error -rtsp_transport tcp -show_entries"
                                + " packet=pts_time -read_intervals %+#120 -of csv=p=0",
                        "times", node.uri("?ticket=" + node.ticket(RelayFixture.STREAM)));
        try {
            ResourceUse.await(
                    "a viewer comes",
                    () -> node.relay.hubs().stream().anyMatch(hub -> hub.meter().viewers() == 1));
            camera.reboot();
            assertThat(probe.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            probe.destroyForcibly().waitFor();
        }

        List<Double> times =
                Files.readAllLines(folder.resolve("times")).stream()
                        .filter(line -> line.matches("[0-9.]+.*"))
                        .map(line -> Double.valueOf(line.split(",", 2)[0]))
                        .toList();
        assertThat(times).hasSizeGreaterThan(100).isSorted();
        assertThat(times.getLast() - times.getFirst()).isBetween(3.0, 8.0);
    }

    private String probe(String transport) throws Exception {
        String arguments =
                "/usr/bin/ffprobe -v error -rtsp_transport "
                        + transport
                        + " -show_entries stream=codec_name,width,height -of csv=p=0";
        return run(arguments, "probe");
    }

    private String decode(String transport) throws Exception {
        String arguments = "/usr/bin/ffmpeg -v error -rtsp_transport " + transport + " -i";
        String uri = node.uri("?ticket=" + node.ticket(RelayFixture.STREAM));
        return run(arguments, "decode", uri, "-frames:v", "60", "-map", "0:v", "-f", "null", "-");
    }

    private String run(String arguments, String name, String... more) throws Exception {
        List<String> last = List.of(more);
        if (last.isEmpty()) {
            last = List.of(node.uri("?ticket=" + node.ticket(RelayFixture.STREAM)));
        }
        Process process = start(arguments, name, last.toArray(String[]::new));
        boolean ended = process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String said = Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private Process start(String arguments, String name, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments.split(" ", -1)));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile())
                .start();
    }
}

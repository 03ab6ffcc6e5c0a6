package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.live.TestPage;

/// A real browser plays WHEP by UDP and by TCP, and is told what it cannot play.
class WhepChromiumIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double MAX_SKEW_MILLIS = 300;

    // A busy machine is slow; measured alone it is a tenth of this.
    private static final double MAX_TURN_MILLIS = 1_000;

    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile;

    @Test
    void play_h264WithG711_picturesMoveAndSoundComes() throws Exception {
        String report = play(new ClipCamera("plain.h264", true), "udp");

        assertThat(report)
                .contains(
                        "\"why\":\"played\"",
                        "\"width\":160",
                        "\"status\":201",
                        "\"protocol\":\"udp\"")
                .contains("\"deleted\":200", "\"codec\":\"audio/PCMA\"");
        assertThat(number(report, "energy")).isPositive();
    }

    @Test
    void play_h264WithAac_isHeardAsOpusInStepWithThePicture() throws Exception {
        String report = play(ClipCamera.withAac("plain.h264"), "udp");

        assertThat(report)
                .contains("\"why\":\"played\"", "\"width\":160", "\"codec\":\"audio/opus\"");
        assertThat(number(report, "energy")).isPositive();
        assertThat(number(report, "skewMillis")).isBetween(-MAX_SKEW_MILLIS, MAX_SKEW_MILLIS);
    }

    @Test
    void play_overTcp_picturesMove() throws Exception {
        String report = play(new ClipCamera("plain.h264", false), "tcp");

        assertThat(report).contains("\"why\":\"played\"", "\"width\":160", "\"protocol\":\"tcp\"");
    }

    @Test
    void play_bFrames_isRefused() throws Exception {
        String report = play(new ClipCamera("reordered.h264", false), "udp");

        assertThat(report).contains("\"status\":409", "\"kind\":\"B_FRAMES\"");
    }

    @Test
    void play_pausedAndResumed_picturesComeAtOnce() throws Exception {
        String report = play(new ClipCamera("plain.h264", true), "udp", "?paused=true");

        assertThat(report)
                .contains("\"why\":\"played\"", "\"framesWhilePaused\":0", "\"resumed\":200");
        assertThat(number(report, "firstMillis")).isLessThan(MAX_TURN_MILLIS);
    }

    private String play(ClipCamera camera, String protocol) throws Exception {
        return play(camera, protocol, "");
    }

    private String play(ClipCamera camera, String protocol, String query) throws Exception {
        needChromium();
        try (TestPage page = new TestPage();
                WhepRelay relay = new WhepRelay(camera, page.origin())) {
            String whep = relay.address("/whep/" + ClipCamera.STREAM + query).toString();
            String html = load().replace("WHEP", whep).replace("PROTOCOL", protocol);
            page.html(html.replace("TICKET", relay.ticket(ClipCamera.STREAM)));
            Process browser = start(page.origin() + "/");
            try {
                return page.report.get(60, TimeUnit.SECONDS);
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static double number(String report, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":([-.e0-9]+)").matcher(report);
        assertThat(found.find()).as("%s in %s", name, report).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private Process start(String url) throws IOException {
        return new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--autoplay-policy=no-user-gesture-required",
                        "--user-data-dir=" + profile,
                        url)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void needChromium() {
        boolean there = Files.isExecutable(CHROMIUM);
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(there, "Chromium is not installed: apt-get install chromium");
        }
        assertThat(there).as("chromium in /usr/bin").isTrue();
    }

    private static String load() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(WhepChromiumIT.class.getResourceAsStream("viewer.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

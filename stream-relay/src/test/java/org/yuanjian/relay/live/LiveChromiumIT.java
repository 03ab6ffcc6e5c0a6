package org.yuanjian.relay.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.relay.ClipCamera;

/// A real browser plays live fragments with the page's own means.
class LiveChromiumIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile;

    @Test
    void play_h264WithAlaw_isHeardAsOpus() throws Exception {
        assertHeardAsOpus(play(new ClipCamera("plain.h264", true)));
    }

    @Test
    void play_h264WithMulaw_isHeardAsOpus() throws Exception {
        assertHeardAsOpus(play(ClipCamera.withMulaw("plain.h264")));
    }

    private static void assertHeardAsOpus(String report) {
        assertThat(report)
                .contains("\"why\":\"played\"", "\"width\":160", "\"ranges\":1", "\"sorted\":true")
                .contains("avc1.4d400b,opus", "\"error\":\"\"")
                .doesNotContain("\"audio\":0,", "\"loudest\":0,");
    }

    @Test
    void play_h264WithAac_isHeardAsItIs() throws Exception {
        String report = play(ClipCamera.withAac("plain.h264"));

        assertThat(report)
                .contains("\"why\":\"played\"", "\"ranges\":1", "mp4a.40.2", "\"error\":\"\"")
                .doesNotContain("\"audio\":0,", "\"loudest\":0,");
    }

    @Test
    void play_bFrames_areShownInOrder() throws Exception {
        String report = play(new ClipCamera("reordered.h264", false));

        assertThat(report)
                .contains("\"why\":\"played\"", "\"width\":160", "\"ranges\":1", "\"sorted\":true")
                .contains("\"messages\":1", "\"error\":\"\"");
    }

    private String play(ClipCamera camera) throws Exception {
        needChromium();
        try (TestPage page = new TestPage();
                LiveRelay relay = new LiveRelay(camera, page.origin())) {
            String live = relay.address("ws", "/live/" + ClipCamera.STREAM).toString();
            String html = load().replace("LIVE", live);
            page.html(html.replace("TICKET", relay.ticket(ClipCamera.STREAM)));
            Process browser = start(page.origin() + "/");
            try {
                return page.report.get(60, TimeUnit.SECONDS);
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                // The last viewer is gone: what was kept for viewers has been let go before the
                // loops end.
                camera.silent().get(20, TimeUnit.SECONDS);
            }
        }
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
                Objects.requireNonNull(LiveChromiumIT.class.getResourceAsStream("player.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

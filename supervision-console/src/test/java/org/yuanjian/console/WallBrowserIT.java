package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages in a real browser against the real console; the browser itself plays the relay.
/// Pictures of the screens stay in `target/shots`.
final class WallBrowserIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir Path data;

    @Test
    void wall_signInSearchFillEnlarge_worksAndMeetsWcag() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "needs Debian's chromium");
        Path module = Path.of("").toAbsolutePath();
        try (RunningConsole console = new RunningConsole(data)) {
            Path password = data.resolve("password");
            Files.writeString(password, console.ready().get("password").asString());
            Path said = module.resolve("target/wall-browser.txt");
            Process browser =
                    new ProcessBuilder(
                                    "node",
                                    "test/browser/wall.mjs",
                                    console.address("/").toString(),
                                    "admin",
                                    password.toString(),
                                    module.resolve("target/shots").toString())
                            .directory(module.resolve("ui").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            boolean ended = browser.waitFor(4, TimeUnit.MINUTES);
            browser.destroy();

            assertThat(ended).as("the browser came to an end").isTrue();
            assertThat(browser.exitValue()).as(Files.readString(said)).isZero();
        }
    }
}

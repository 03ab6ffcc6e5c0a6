package org.yuanjian.console;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages in a real browser against the real console; the browser itself plays the relay.
/// Pictures of the screens stay in `target/shots`.
final class WallBrowserIT {
    @TempDir Path data;

    @Test
    void wall_signInSearchFillEnlarge_worksAndMeetsWcag() throws Exception {
        BrowserScript.assumeBrowser();
        try (RunningConsole console = new RunningConsole(data)) {
            Path password = data.resolve("password");
            Files.writeString(password, console.ready().get("password").asString());
            BrowserScript.run(
                    "wall",
                    4,
                    console.address("/").toString(),
                    "admin",
                    password.toString(),
                    BrowserScript.SHOTS);
        }
    }
}

package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.account.FirstPassword;

/// Sign-in, accounts, rights and ledger in a real browser, as somebody finds them who starts the
/// console for the first time. Pictures of the screens stay in `target/shots`.
final class PeopleBrowserIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir Path data;

    @Test
    void people_firstSignInRightsLedger_workAndMeetWcag() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "needs Debian's chromium");
        Path module = Path.of("").toAbsolutePath();
        try (RunningConsole console = new RunningConsole(data, "--yuanjian.demo=false")) {
            FirstPassword first = console.bean(FirstPassword.class);
            Path password = data.resolve("password");
            Files.writeString(password, first.password().orElseThrow());
            Path said = module.resolve("target/people-browser.txt");
            Process browser =
                    new ProcessBuilder(
                                    "node",
                                    "test/browser/people.mjs",
                                    // Passkeys go by names, never by addresses.
                                    "http://localhost:" + console.address("/").getPort() + "/",
                                    first.user(),
                                    password.toString(),
                                    module.resolve("target/shots").toString())
                            .directory(module.resolve("ui").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            boolean ended = browser.waitFor(6, TimeUnit.MINUTES);
            browser.destroy();

            assertThat(ended).as("the browser came to an end").isTrue();
            assertThat(browser.exitValue()).as(Files.readString(said)).isZero();
        }
    }
}

package org.yuanjian.console;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.account.FirstPassword;

/// Sign-in, accounts, rights and ledger in a real browser, as somebody finds them who starts the
/// console for the first time. Pictures of the screens stay in `target/shots`.
final class PeopleBrowserIT {
    @TempDir Path data;

    @Test
    void people_firstSignInRightsLedger_workAndMeetWcag() throws Exception {
        BrowserScript.assumeBrowser();
        try (RunningConsole console = new RunningConsole(data, "--yuanjian.demo=false")) {
            FirstPassword first = console.bean(FirstPassword.class);
            Path password = data.resolve("password");
            Files.writeString(password, first.password().orElseThrow());
            BrowserScript.run(
                    "people",
                    6,
                    // Passkeys go by names, never by addresses.
                    "http://localhost:" + console.address("/").getPort() + "/",
                    first.user(),
                    password.toString(),
                    BrowserScript.SHOTS);
        }
    }
}

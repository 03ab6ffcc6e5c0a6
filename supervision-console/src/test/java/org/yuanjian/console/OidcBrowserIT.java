package org.yuanjian.console;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;

/// Signing in elsewhere in a real browser, to which the other service is another site: its rules
/// for cookies decide whether the page at the end is signed in.
final class OidcBrowserIT {
    @TempDir Path data;

    @Test
    void signIn_atAnotherSite_landsSignedIn() throws Exception {
        BrowserScript.assumeBrowser();
        try (OidcServer server = new OidcServer()) {
            String issuer = server.issuer().replace("127.0.0.1", "localhost");
            String[] settings =
                    server.settings(
                            OidcServer.CLIENT,
                            OidcServer.CLIENT_SECRET,
                            "--yuanjian.oidc.issuer=" + issuer);
            try (RunningConsole console = new RunningConsole(data, settings)) {
                AccountStore accounts = console.bean(AccountStore.class);
                Account inspector = accounts.named("inspector").orElseThrow();
                accounts.bindSubject(inspector.id(), issuer + "|lin");
                browse(console);
            }
        }
    }

    private void browse(RunningConsole console) throws Exception {
        Path password = Files.writeString(data.resolve("password"), OidcServer.PASSWORD);
        BrowserScript.run(
                "oidc",
                3,
                console.address("/").toString(),
                "/api/oidc/start?back=/points",
                "lin",
                password.toString(),
                "inspector");
    }
}

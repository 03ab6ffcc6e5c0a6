package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.audit.AuditKind;

/// `account reset` beside a console at work.
final class AccountResetTest {
    @TempDir Path data;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... words) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return AccountApplication.run(List.of(words), out, out);
    }

    @Test
    void reset_lockedAccount_getsAPasswordToBeChanged() throws Exception {
        try (RunningConsole console = new RunningConsole(data)) {
            console.signIn();
            for (int i = 0; i < 5; i++) {
                try (RunningConsole.Browser other = console.browser()) {
                    assertThat(other.signIn("admin", "wrong").statusCode()).isEqualTo(401);
                }
            }
            assertThat(console.browser().signIn("admin", "wrong").statusCode()).isEqualTo(429);

            assertThat(run("reset", "admin", "--yuanjian.data=" + data)).isZero();

            String password = said.toString(StandardCharsets.UTF_8).strip().replaceAll(".* ", "");
            assertThat(console.call("GET", "/api/points", null).statusCode()).isEqualTo(401);
            var signedIn = console.signIn("admin", password);
            assertThat(signedIn.statusCode()).isEqualTo(200);
            assertThat(RunningConsole.json(signedIn).get("stage").asString()).isEqualTo("change");
            assertThat(console.records(AuditKind.PASSWORD))
                    .anyMatch(record -> record.actor().equals("machine"));
        }
    }

    @Test
    void reset_noSuchAccount_saysSo() {
        assertThat(run("reset", "nobody", "--yuanjian.data=" + data)).isOne();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("nobody");
        assertThat(run("reset")).isEqualTo(2);
        assertThat(run("forget", "x")).isEqualTo(2);
    }
}

package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signing in and out, as a browser does it.
final class SessionTest {
    @TempDir Path data;

    @Test
    void signIn_withThePrintedPassword_opensASession() throws Exception {
        try (RunningConsole console = new RunningConsole(data)) {
            String before = console.call("GET", "/api/session", null).body();
            console.signIn();
            var after = RunningConsole.json(console.call("GET", "/api/session", null));
            var signIn = console.signIn("admin", console.ready().get("password").asString());

            assertThat(before).contains("\"account\":null");
            assertThat(after.get("account").asString()).isEqualTo("admin");
            assertThat(after.get("stage").asString()).isEqualTo("open");
            assertThat(after.get("role").asString()).isEqualTo("administrator");
            assertThat(signIn.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie ->
                            cookie.startsWith("YUANJIAN=")
                                    && cookie.contains("HttpOnly")
                                    && cookie.contains("SameSite=Strict"));
            assertThat(console.call("DELETE", "/api/session", null).statusCode()).isEqualTo(204);
            assertThat(console.call("GET", "/api/points", null).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void signIn_wrongTooOften_isLockedForKnownAndUnknownNames() throws Exception {
        try (RunningConsole console = new RunningConsole(data, "--yuanjian.account.failures=2")) {
            for (String name : List.of("admin", "nobody")) {
                assertThat(console.signIn(name, "wrong").statusCode()).isEqualTo(401);
                assertThat(console.signIn(name, "wrong").statusCode()).isEqualTo(401);
                var third = console.signIn(name, console.ready().get("password").asString());

                assertThat(third.statusCode()).isEqualTo(429);
                assertThat(third.headers().firstValue("Retry-After")).isPresent();
                assertThat(RunningConsole.json(third).get("kind").asString())
                        .isEqualTo("TOO_MANY_TRIES");
            }
        }
    }

    @Test
    void signIn_locked_staysSoAfterARestart() throws Exception {
        try (RunningConsole console = new RunningConsole(data, "--yuanjian.account.failures=1")) {
            console.signIn("admin", "wrong");
        }
        try (RunningConsole console = new RunningConsole(data, "--yuanjian.account.failures=1")) {
            assertThat(console.signIn("admin", "wrong").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void session_onAnotherNodeOfTheSameDatabase_isTheSame() throws Exception {
        try (RunningConsole console = new RunningConsole(data);
                RunningConsole other = new RunningConsole(data)) {
            console.signIn("inspector", other.ready().get("password").asString());
            other.takeCookies(console);

            assertThat(other.call("GET", "/api/points", null).statusCode()).isEqualTo(200);
            assertThat(console.call("DELETE", "/api/session", null).statusCode()).isEqualTo(204);
            assertThat(other.call("GET", "/api/points", null).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void answers_carryThePolicyThatForbidsInlineContent() throws Exception {
        try (RunningConsole console = new RunningConsole(data)) {
            var headers = console.call("GET", "/api/session", null).headers();

            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                    .contains("connect-src 'self' http://127.0.0.1:8081 ws://127.0.0.1:8081")
                    .doesNotContain("unsafe");
        }
    }
}

package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.audit.AuditKind;

/// Whose word counts for where a call comes from.
final class ProxyTest {
    @TempDir Path data;

    /// Somebody fails to sign in, and says where from.
    private static String addressOf(RunningConsole console) throws Exception {
        console.call("GET", "/api/session", null);
        console.sendWithToken(
                HttpRequest.newBuilder(console.address("/api/session"))
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"user\":\"a\",\"password\":\"b\"}")));
        return console.records(AuditKind.SIGN_IN).getFirst().address();
    }

    @Test
    void forwarded_bySetProxy_isBelieved() throws Exception {
        try (RunningConsole console =
                new RunningConsole(data, "--yuanjian.proxies=192.0.2.1,127.0.0.1")) {
            assertThat(addressOf(console)).isEqualTo("203.0.113.9");
        }
    }

    @Test
    void forwarded_byAnybodyElse_isNot() throws Exception {
        try (RunningConsole console = new RunningConsole(data, "--yuanjian.proxies=127.0.0.10")) {
            assertThat(addressOf(console)).isEqualTo("127.0.0.1");
        }
    }

    /// Whoever has a network of IPv6 has as many addresses as they like.
    @Test
    void signIn_failingFromManyAddressesOfOneNetwork_isThrottledAsOne() throws Exception {
        try (RunningConsole console =
                new RunningConsole(
                        data, "--yuanjian.proxies=127.0.0.1", "--yuanjian.account.failures=100")) {
            console.call("GET", "/api/session", null);
            for (int i = 0; i < 20; i++) {
                assertThat(signIn(console, "2001:db8:0:7::" + (i + 1)))
                        .as("try %d", i)
                        .isEqualTo(401);
            }

            assertThat(signIn(console, "2001:db8:0:7:ffff::1")).isEqualTo(429);
            assertThat(signIn(console, "2001:db8:0:8::1")).isEqualTo(401);
        }
    }

    private static int signIn(RunningConsole console, String from) throws Exception {
        return console.sendWithToken(
                        HttpRequest.newBuilder(console.address("/api/session"))
                                .header("Content-Type", "application/json")
                                .header("X-Forwarded-For", from)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"user\":\"a\",\"password\":\"b\"}")))
                .statusCode();
    }
}

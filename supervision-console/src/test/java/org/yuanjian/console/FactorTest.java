package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.account.FirstPassword;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditResult;
import org.yuanjian.console.audit.MemoryTrail;
import tools.jackson.databind.JsonNode;

/// The first sign-in of an installation: the printed password, a new one, a second factor.
final class FactorTest {
    private static final String CHOSEN = "seven herons over the weir";

    @TempDir Path data;

    private RunningConsole console;

    @BeforeEach
    void start() {
        console = new RunningConsole(data, "--yuanjian.demo=false");
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private String printed() {
        return console.bean(FirstPassword.class).password().orElseThrow();
    }

    private static String json(Object value) {
        return RunningConsole.JSON.writeValueAsString(value);
    }

    private HttpResponse<String> choose(String before, String password) throws Exception {
        return console.call(
                "PUT",
                "/api/session/password",
                json(Map.of("before", before, "password", password)));
    }

    private static String code(String secret, Instant at) throws Exception {
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()), at);
    }

    private String secret() throws Exception {
        return RunningConsole.json(console.call("POST", "/api/factors/code", "{}"))
                .get("secret")
                .asString();
    }

    private JsonNode enrol() throws Exception {
        console.signIn("admin", printed());
        choose(printed(), CHOSEN);
        String secret = secret();
        HttpResponse<String> wrong =
                console.call("PUT", "/api/factors/code", json(Map.of("code", "000000")));
        assertThat(wrong.statusCode()).isEqualTo(422);
        return RunningConsole.json(
                console.call(
                        "PUT",
                        "/api/factors/code",
                        json(Map.of("code", code(secret, Instant.now())))));
    }

    @Test
    void firstSignIn_goesThroughPasswordAndFactor() throws Exception {
        JsonNode first = RunningConsole.json(console.signIn("admin", printed()));
        assertThat(first.get("stage").asString()).isEqualTo("change");
        assertThat(console.call("GET", "/api/points", null).statusCode()).isEqualTo(401);
        assertThat(console.call("POST", "/api/factors/code", "{}").statusCode()).isEqualTo(409);

        JsonNode second = RunningConsole.json(choose(printed(), CHOSEN));
        assertThat(second.get("stage").asString()).isEqualTo("enrol");
        assertThat(console.call("GET", "/api/points", null).statusCode()).isEqualTo(401);

        console.forgetCookies();
        JsonNode enrolled = enrolAgain();
        assertThat(enrolled.get("session").get("stage").asString()).isEqualTo("open");
        assertThat(enrolled.get("recoveryCodes").size()).isEqualTo(10);
        assertThat(console.call("GET", "/api/points", null).statusCode()).isEqualTo(200);
    }

    private JsonNode enrolAgain() throws Exception {
        console.signIn("admin", CHOSEN);
        String secret = secret();
        return RunningConsole.json(
                console.call(
                        "PUT",
                        "/api/factors/code",
                        json(Map.of("code", code(secret, Instant.now())))));
    }

    @Test
    void signIn_withRecoveryCode_opensOnce() throws Exception {
        String recovery = enrol().get("recoveryCodes").get(0).asString();
        console.forgetCookies();
        JsonNode password = RunningConsole.json(console.signIn("admin", CHOSEN));
        assertThat(password.get("stage").asString()).isEqualTo("factor");
        assertThat(console.call("GET", "/api/points", null).statusCode()).isEqualTo(401);

        HttpResponse<String> proved =
                console.call("POST", "/api/session/code", json(Map.of("code", recovery)));
        assertThat(RunningConsole.json(proved).get("stage").asString()).isEqualTo("open");

        console.forgetCookies();
        console.signIn("admin", CHOSEN);
        HttpResponse<String> again =
                console.call("POST", "/api/session/code", json(Map.of("code", recovery)));
        assertThat(again.statusCode()).isEqualTo(401);
    }

    @Test
    void factor_wrongFiveTimes_isLocked() throws Exception {
        String recovery = enrol().get("recoveryCodes").get(0).asString();
        console.forgetCookies();
        console.signIn("admin", CHOSEN);
        for (int i = 0; i < 5; i++) {
            assertThat(
                            console.call("POST", "/api/session/code", json(Map.of("code", "12345")))
                                    .statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> right =
                console.call("POST", "/api/session/code", json(Map.of("code", recovery)));

        assertThat(right.statusCode()).isEqualTo(429);
    }

    private HttpResponse<String> setApp(String secret, String password) throws Exception {
        return console.call(
                "PUT",
                "/api/factors/code",
                json(Map.of("code", code(secret, Instant.now()), "password", password)));
    }

    @Test
    void oneTimeCodes_replaced_needThePassword() throws Exception {
        enrol();
        String secret = secret();
        HttpResponse<String> without = setApp(secret, "");
        HttpResponse<String> wrong = setApp(secret, "not the password");
        HttpResponse<String> right = setApp(secret, CHOSEN);

        assertThat(without.statusCode()).as(without.body()).isEqualTo(403);
        assertThat(without.body()).contains("WRONG_PASSWORD");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(right.statusCode()).as(right.body()).isEqualTo(200);
    }

    @Test
    void factor_ofALedgerThatIsClosed_isNotSet() throws Exception {
        MemoryTrail trail = new MemoryTrail();
        console.close();
        console = new RunningConsole(data.resolve("ledger"), trail, "--yuanjian.demo=true");
        console.signIn();
        String secret = secret();
        trail.close();
        HttpResponse<String> refused = setApp(secret, "");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(console.call("GET", "/api/factors", null).body())
                .contains("\"oneTimeCodes\":false");
    }

    @Test
    void password_guessedFromASession_isThrottledAndTakenDown() throws Exception {
        enrol();
        HttpResponse<String> guess = null;
        for (int i = 0; i < 5; i++) {
            guess =
                    i % 2 == 0
                            ? choose("a wrong guess", "another password of mine")
                            : console.call(
                                    "POST",
                                    "/api/factors/recovery",
                                    json(Map.of("password", "a wrong guess")));
            assertThat(guess.statusCode()).as(guess.body()).isIn(401, 403);
        }
        HttpResponse<String> change = choose(CHOSEN, "another password of mine");
        HttpResponse<String> codes =
                console.call("POST", "/api/factors/recovery", json(Map.of("password", CHOSEN)));

        assertThat(change.statusCode()).isEqualTo(429);
        assertThat(change.headers().firstValue("Retry-After")).isPresent();
        assertThat(codes.statusCode()).isEqualTo(429);
        assertThat(codes.body()).contains("TOO_MANY_TRIES");
        assertThat(console.records(AuditKind.PASSWORD))
                .filteredOn(record -> record.result().equals(AuditResult.REFUSED.key()))
                .hasSize(5)
                .allMatch(record -> record.address().equals("127.0.0.1"));
    }

    @Test
    void password_weakOrTheSame_isRefused() throws Exception {
        console.signIn("admin", printed());

        assertThat(choose(printed(), "short").body()).contains("PASSWORD_TOO_SHORT");
        assertThat(choose(printed(), "aaaaaaaaaaaaaaaa").body()).contains("PASSWORD_TOO_PLAIN");
        assertThat(choose(printed(), "i am the admin here").body())
                .contains("PASSWORD_LIKE_THE_NAME");
        assertThat(choose(printed(), printed()).body()).contains("SAME_PASSWORD");
        assertThat(choose("another", CHOSEN).statusCode()).isEqualTo(401);
    }

    @Test
    void stepsOfSignIn_changeTheCookie() throws Exception {
        HttpResponse<String> first = console.signIn("admin", printed());
        HttpResponse<String> second = choose(printed(), CHOSEN);

        assertThat(cookie(first)).isNotEqualTo(cookie(second)).startsWith("YUANJIAN=");
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("YUANJIAN="))
                .findFirst()
                .orElseThrow();
    }
}

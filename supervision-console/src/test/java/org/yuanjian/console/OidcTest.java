package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.session.Factors;
import tools.jackson.databind.JsonNode;

/// Signing in by OpenID Connect at a real server, as a browser does it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OidcTest {
    @TempDir static Path data;

    private OidcServer server;
    private RunningConsole console;
    private String lin = "";

    @BeforeAll
    void start() throws Exception {
        server = new OidcServer();
        console =
                new RunningConsole(
                        data, server.settings(OidcServer.CLIENT, OidcServer.CLIENT_SECRET));
        console.signIn();
        var added = console.call("POST", "/api/accounts", account("lin", "lin"));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        lin = RunningConsole.json(added).get("account").get("id").asString();
    }

    @AfterAll
    void stop() {
        console.close();
        server.close();
    }

    private static String account(String name, String subject) {
        return RunningConsole.JSON.writeValueAsString(
                Map.of(
                        "name",
                        name,
                        "fullName",
                        "林督察",
                        "role",
                        "inspector",
                        "region",
                        "440000",
                        "subject",
                        subject));
    }

    /// Of the newest sign-in that the ledger knows.
    private JsonNode newest() throws Exception {
        try (RunningConsole.Browser auditor = console.browser()) {
            auditor.signIn("auditor", console.ready().get("password").asString());
            var records = auditor.call("GET", "/api/ledger?kind=sign_in&limit=2", null);
            // The newest is the auditor's own.
            return RunningConsole.json(records).get("records").get(1);
        }
    }

    @Test
    void session_ofNobody_namesTheService() throws Exception {
        try (OidcVisitor visitor = new OidcVisitor(console)) {
            JsonNode oidc = visitor.session().get("oidc");

            assertThat(oidc.get("name").asString()).isEqualTo("省统一认证");
            assertThat(oidc.get("start").asString()).isEqualTo("/api/oidc/start");
        }
    }

    /// The account has a password that would have to be changed: nobody asks for it.
    @Test
    void signIn_boundAccount_opensASession() throws Exception {
        try (OidcVisitor visitor = new OidcVisitor(console)) {
            String page = visitor.land(visitor.goThrough("lin"));

            assertThat(page).isEqualTo("/points");
            assertThat(visitor.session().get("account").asString()).isEqualTo("lin");
            assertThat(visitor.session().get("stage").asString()).isEqualTo("open");
            assertThat(visitor.call("GET", "/api/points", null).statusCode()).isEqualTo(200);
            JsonNode record = newest();
            assertThat(record.get("actor").asString()).isEqualTo(lin);
            assertThat(record.get("result").asString()).isEqualTo("done");
            assertThat(record.get("facts").get("way").asString()).isEqualTo("oidc");
        }
    }

    @Test
    void cookies_ofTheWay_areBoundToIt() throws Exception {
        try (OidcVisitor visitor = new OidcVisitor(console)) {
            HttpResponse<String> start = visitor.open(console.address("/api/oidc/start"));
            URI provider = OidcVisitor.location(start);
            HttpResponse<String> end = visitor.open(visitor.signInAtProvider(provider, "lin"));

            assertThat(provider.getQuery())
                    .contains("code_challenge_method=S256", "response_type=code", "nonce=");
            assertThat(start.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie ->
                            cookie.startsWith("YUANJIAN_OIDC=")
                                    && cookie.contains("Path=/api/oidc;")
                                    && cookie.contains("Max-Age=600")
                                    && cookie.contains("HttpOnly")
                                    && cookie.contains("SameSite=Lax"));
            assertThat(end.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie ->
                            cookie.startsWith("YUANJIAN=") && cookie.contains("SameSite=Strict"))
                    .anyMatch(cookie ->
                            cookie.startsWith("YUANJIAN_OIDC=;") && cookie.contains("Max-Age=0"));
            assertThat(end.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        }
    }

    @Test
    void signIn_subjectOfNoAccount_isRefused() throws Exception {
        try (OidcVisitor visitor = new OidcVisitor(console)) {
            String page = visitor.land(visitor.goThrough("stranger"));

            assertThat(page).isEqualTo("/sign-in?refused=OIDC_UNKNOWN");
            assertThat(visitor.session().get("stage").asString()).isEqualTo("none");
            JsonNode record = newest();
            assertThat(record.get("result").asString()).isEqualTo("refused");
            assertThat(record.get("name").asString()).isEqualTo(server.issuer() + "|stranger");
            assertThat(record.get("facts").get("problem").asString()).isEqualTo("OIDC_UNKNOWN");
        }
    }

    @Test
    void signIn_disabledAccount_isRefusedAlike() throws Exception {
        AccountStore accounts = console.bean(AccountStore.class);
        accounts.disable(lin, true);
        try (OidcVisitor visitor = new OidcVisitor(console)) {
            assertThat(visitor.land(visitor.goThrough("lin")))
                    .isEqualTo("/sign-in?refused=OIDC_UNKNOWN");
            assertThat(visitor.session().get("stage").asString()).isEqualTo("none");
            assertThat(newest().get("actor").asString()).isEqualTo(lin);
        } finally {
            accounts.disable(lin, false);
        }
    }

    @Test
    void callback_openedAgain_isRefused() throws Exception {
        try (OidcVisitor visitor = new OidcVisitor(console)) {
            URI callback = visitor.goThrough("lin");

            assertThat(visitor.land(callback)).isEqualTo("/points");
            assertThat(visitor.land(callback)).isEqualTo("/sign-in?refused=OIDC_STATE");
        }
    }

    @Test
    void callback_inAnotherBrowser_isRefusedThere() throws Exception {
        try (OidcVisitor visitor = new OidcVisitor(console);
                OidcVisitor victim = new OidcVisitor(console)) {
            URI callback = visitor.goThrough("lin");
            victim.begin("/points");

            assertThat(victim.land(callback)).isEqualTo("/sign-in?refused=OIDC_STATE");
            assertThat(victim.session().get("stage").asString()).isEqualTo("none");
            assertThat(visitor.land(callback)).isEqualTo("/points");
        }
    }

    @Test
    void callback_anotherNonceOrVerifier_isRefused() throws Exception {
        for (String column : new String[] {"nonce", "verifier"}) {
            try (OidcVisitor visitor = new OidcVisitor(console)) {
                URI callback = visitor.goThrough("lin");
                int changed =
                        console.bean(SqlStore.class)
                                .write(db ->
                                        db.sql("UPDATE oidc_attempt SET " + column + " = ?")
                                                .param("a".repeat(43))
                                                .update());

                assertThat(changed).isPositive();
                assertThat(visitor.land(callback)).isEqualTo("/sign-in?refused=OIDC_TOKEN");
                assertThat(visitor.session().get("stage").asString()).isEqualTo("none");
            }
        }
    }

    @Test
    void callback_deniedAtTheService_isRefused() throws Exception {
        try (OidcVisitor visitor = new OidcVisitor(console)) {
            String state =
                    visitor.begin("/points").getQuery().replaceAll("^.*state=([^&]+).*$", "$1");

            assertThat(
                            visitor.land(
                                    console.address(
                                            OidcVisitor.CALLBACK
                                                    + "?error=access_denied&state="
                                                    + state)))
                    .isEqualTo("/sign-in?refused=OIDC_DENIED");
        }
    }

    /// What ends well counts for nothing; what does not, for the address, until it is too often.
    @Test
    void start_addressFailedTooOften_isRefused() throws Exception {
        SqlStore sql = console.bean(SqlStore.class);
        sql.write(db -> db.sql("DELETE FROM sign_in_failure").update());
        try (OidcVisitor first = new OidcVisitor(console);
                OidcVisitor visitor = new OidcVisitor(console)) {
            first.land(first.goThrough("lin"));
            assertThat(failures(sql)).isZero();
            URI callback = visitor.goThrough("stranger");
            visitor.land(callback);
            assertThat(failures(sql)).isEqualTo(2);

            for (int i = failures(sql); i < 200; i++) {
                String id = "made" + i;
                sql.write(db ->
                        db.sql(
                                        """
                                        INSERT INTO sign_in_failure (id, name, address, counts, at_micros)
                                        SELECT ?, ?, address, counts, at_micros FROM sign_in_failure LIMIT 1
                                        """)
                                .params(id, id)
                                .update());
            }
            HttpResponse<String> start = visitor.open(console.address("/api/oidc/start"));
            assertThat(OidcVisitor.location(start).getQuery()).isEqualTo("refused=TOO_MANY_TRIES");
            assertThat(visitor.land(callback)).isEqualTo("/sign-in?refused=TOO_MANY_TRIES");
        } finally {
            sql.write(db -> db.sql("DELETE FROM sign_in_failure").update());
        }
    }

    private static int failures(SqlStore sql) {
        return sql.reading()
                .sql("SELECT COUNT(*) FROM sign_in_failure")
                .query(Integer.class)
                .single();
    }

    @Test
    void start_pageElsewhere_endsAtOurs() throws Exception {
        try (OidcVisitor visitor = new OidcVisitor(console)) {
            URI provider = visitor.begin("%2F%2Fevil.example%2F");

            assertThat(visitor.land(visitor.signInAtProvider(provider, "lin"))).isEqualTo("/wall");
        }
    }

    @Test
    void signIn_accountWithFactor_isAskedForItNext() throws Exception {
        try (OidcVisitor first = new OidcVisitor(console);
                OidcVisitor second = new OidcVisitor(console)) {
            first.land(first.goThrough("lin"));
            String recovery = enrol(first).get("recoveryCodes").get(0).asString();

            assertThat(second.land(second.goThrough("lin"))).isEqualTo("/sign-in?back=/points");
            assertThat(second.session().get("stage").asString()).isEqualTo("factor");
            assertThat(second.call("GET", "/api/points", null).statusCode()).isEqualTo(401);
            var proved =
                    second.call("POST", "/api/session/code", "{\"code\":\"" + recovery + "\"}");
            assertThat(RunningConsole.json(proved).get("stage").asString()).isEqualTo("open");
            JsonNode facts = newest().get("facts");
            assertThat(facts.get("way").asString()).isEqualTo("oidc");
            assertThat(facts.get("factor").asString()).isEqualTo("code");
        } finally {
            console.bean(Factors.class).removeAll(lin);
        }
    }

    private static JsonNode enrol(OidcVisitor visitor) throws Exception {
        String secret =
                RunningConsole.json(visitor.call("POST", "/api/factors/code", "{}"))
                        .get("secret")
                        .asString();
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
        String code =
                codes.generateOneTimePasswordString(
                        new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()),
                        Instant.now());
        return RunningConsole.json(
                visitor.call("PUT", "/api/factors/code", "{\"code\":\"" + code + "\"}"));
    }

    @Test
    void account_subjectOfAnother_isRefused() throws Exception {
        var taken = console.call("POST", "/api/accounts", account("second", "lin"));

        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(RunningConsole.json(taken).get("kind").asString()).isEqualTo("SUBJECT_TAKEN");
        assertThat(console.bean(AccountStore.class).named("second")).isEmpty();
    }

    @Test
    void account_unbound_endsItsSessions() throws Exception {
        try (OidcVisitor visitor = new OidcVisitor(console)) {
            visitor.land(visitor.goThrough("lin"));

            console.call("PUT", "/api/accounts/" + lin, account("lin", ""));
            assertThat(visitor.call("GET", "/api/points", null).statusCode()).isEqualTo(401);
            assertThat(visitor.land(visitor.goThrough("lin")))
                    .isEqualTo("/sign-in?refused=OIDC_UNKNOWN");
        } finally {
            String whole = server.issuer() + "|lin";
            var bound = console.call("PUT", "/api/accounts/" + lin, account("lin", whole));
            assertThat(RunningConsole.json(bound).get("account").get("subject").asString())
                    .isEqualTo(whole);
        }
    }
}

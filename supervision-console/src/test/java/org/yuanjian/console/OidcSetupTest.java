package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditResult;
import org.yuanjian.console.audit.MemoryTrail;

/// Signing in by OpenID Connect with other settings, on other nodes and when something is away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OidcSetupTest {
    @TempDir Path data;

    private OidcServer server;

    @BeforeAll
    void start() {
        server = new OidcServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Account bind(RunningConsole console, OidcServer server) {
        AccountStore accounts = console.bean(AccountStore.class);
        Account inspector = accounts.named("inspector").orElseThrow();
        assertThat(accounts.bindSubject(inspector.id(), server.issuer() + "|lin")).isTrue();
        return inspector;
    }

    /// A public client, and a service that asks for a second factor itself; then the ledger fails.
    @Test
    void signIn_trustedFactor_opensUnlessTheLedgerFails() throws Exception {
        MemoryTrail trail = new MemoryTrail();
        String[] settings =
                server.settings(
                        OidcServer.PUBLIC_CLIENT, "", "--yuanjian.oidc.trust-second-factor=true");
        try (RunningConsole console = new RunningConsole(data, trail, settings);
                OidcVisitor visitor = new OidcVisitor(console);
                OidcVisitor late = new OidcVisitor(console)) {
            Account inspector = bind(console, server);
            console.bean(AccountStore.class).setTotp(inspector.id(), "sealed");

            assertThat(visitor.land(visitor.goThrough("lin"))).isEqualTo("/points");
            assertThat(visitor.session().get("stage").asString()).isEqualTo("open");
            assertThat(trail.events())
                    .filteredOn(event -> event.kind() == AuditKind.SIGN_IN)
                    .last()
                    .matches(event -> event.actor().id().equals(inspector.id()))
                    .matches(event -> event.result() == AuditResult.DONE)
                    .extracting(AuditEvent::facts)
                    .asString()
                    .contains("way=oidc");

            URI callback = late.goThrough("lin");
            trail.close();
            assertThat(late.land(callback)).isEqualTo("/sign-in?refused=LEDGER_CLOSED");
            assertThat(late.session().get("stage").asString()).isEqualTo("none");
        }
    }

    @Test
    void callback_providerAway_isRefused() throws Exception {
        try (OidcServer away = new OidcServer();
                RunningConsole console =
                        new RunningConsole(
                                data, away.settings(OidcServer.CLIENT, OidcServer.CLIENT_SECRET));
                OidcVisitor visitor = new OidcVisitor(console)) {
            bind(console, away);
            URI callback = visitor.goThrough("lin");
            away.stop();

            assertThat(visitor.land(callback)).isEqualTo("/sign-in?refused=OIDC_UNREACHABLE");
            assertThat(visitor.session().get("stage").asString()).isEqualTo("none");
        }
    }

    /// Behind a proxy, the way back may lead to another node than the way there began at.
    @Test
    void callback_onAnotherNode_opensASession() throws Exception {
        String[] settings =
                server.settings(
                        OidcServer.CLIENT,
                        OidcServer.CLIENT_SECRET,
                        "--yuanjian.proxies=127.0.0.1");
        String[] proxy = {"X-Forwarded-Proto", "http", "X-Forwarded-Port", "9"};
        try (RunningConsole one = new RunningConsole(data, settings);
                RunningConsole other = new RunningConsole(data, settings);
                OidcVisitor visitor = new OidcVisitor(other)) {
            bind(one, server);
            URI there =
                    OidcVisitor.location(
                            visitor.open(one.address("/api/oidc/start?back=/wall"), proxy));
            URI callback = visitor.signInAtProvider(there, "lin");
            assertThat(callback.getPort()).isEqualTo(9);

            URI here = other.address(callback.getRawPath() + "?" + callback.getRawQuery());
            assertThat(OidcVisitor.location(visitor.open(here, proxy)).getPath())
                    .isEqualTo("/wall");
            assertThat(visitor.session().get("account").asString()).isEqualTo("inspector");
        }
    }

    @Test
    void start_notSet_isNotThere() throws Exception {
        try (RunningConsole console = new RunningConsole(data)) {
            var answer = console.call("GET", "/api/oidc/start", null);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(RunningConsole.json(answer).get("kind").asString()).isEqualTo("NO_OIDC");
            assertThat(console.call("GET", "/api/session", null).body()).contains("\"oidc\":null");
        }
    }
}

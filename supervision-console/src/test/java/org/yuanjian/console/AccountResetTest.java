package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;
import org.yuanjian.relay.ViewEnd;

/// `account reset`, `auditor` and `disable` beside a console at work.
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

    /// The command is a process of its own and tells the console nothing: that finds out itself.
    @Test
    void reset_whilePicturesRun_endsThemWithinTwoSeconds() throws Exception {
        try (RunningConsole console = new RunningConsole(data)) {
            console.signIn();
            BlockingQueue<ViewEnd> ends = open(console);

            assertThat(run("reset", "admin", "--yuanjian.data=" + data)).isZero();

            assertThat(ends.poll(2, TimeUnit.SECONDS)).isEqualTo(ViewEnd.REVOKED);
        }
    }

    /// A view of the person who is signed in, opened at the node's door.
    private static BlockingQueue<ViewEnd> open(RunningConsole console) throws Exception {
        console.call("PUT", "/api/purpose", "{\"reason\":\"routine_tour\"}");
        String point = console.bean(PointRegistry.class).list().points().iterator().next().code();
        var granted = console.call("POST", "/api/tickets", "{\"stream\":\"" + point + "/sub\"}");
        String text = RunningConsole.json(granted).get("ticket").asString();
        PlayTicket ticket = console.bean(TicketSigner.class).read(text);
        TicketGate gate = console.bean(TicketGate.class);
        BlockingQueue<ViewEnd> ends = new LinkedBlockingQueue<>();
        gate.hold(gate.admit(text, ticket.stream(), Set.of(ticket.action())), ends::add);
        return ends;
    }

    @Test
    void auditor_madeAtTheMachine_readsTheLedgerUntilDisabledThere() throws Exception {
        try (RunningConsole console = new RunningConsole(data)) {
            String folder = "--yuanjian.data=" + data;
            assertThat(run("auditor", "second-auditor", folder)).isZero();
            assertThat(run("auditor", "admin", folder)).isOne();
            assertThat(run("auditor", "!", folder)).isOne();

            String password =
                    said.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
            password = password.replaceAll(".* ", "");
            var first = console.signIn("second-auditor", password);
            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            String change =
                    "{\"before\":\"%s\",\"password\":\"quite another password\"}"
                            .formatted(password);
            var changed = console.call("PUT", "/api/session/password", change);
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            assertThat(console.call("GET", "/api/ledger", null).statusCode()).isEqualTo(200);
            assertThat(run("disable", "second-auditor", folder)).isZero();

            assertThat(console.call("GET", "/api/ledger", null).statusCode()).isEqualTo(401);
            assertThat(console.signIn("second-auditor", "quite another password").statusCode())
                    .isEqualTo(401);
            assertThat(console.records(AuditKind.ACCOUNT))
                    .filteredOn(record -> record.actor().equals("machine"))
                    .extracting(record -> record.facts().get("change"))
                    .startsWith("disabled", "added");
        }
    }

    @Test
    void auditor_theFirst_isMadeByAnAdministratorOfTheProvince() throws Exception {
        try (RunningConsole console =
                        new RunningConsole(
                                data,
                                "--yuanjian.demo=false",
                                "--yuanjian.account.second-factor=false");
                Staff staff = new Staff(console)) {
            var city = staff.join(AccountRole.ADMINISTRATOR, "440100");
            var province = staff.join(AccountRole.ADMINISTRATOR, "440000");
            Map<String, String> ofCity =
                    Map.of("name", "a1", "fullName", "a", "role", "auditor", "region", "440100");
            Map<String, String> first =
                    Map.of("name", "a2", "fullName", "a", "role", "auditor", "region", "440000");
            Map<String, String> second =
                    Map.of("name", "a3", "fullName", "a", "role", "auditor", "region", "440000");

            assertThat(city.call("POST", "/api/accounts", ofCity).statusCode()).isEqualTo(403);
            assertThat(province.call("POST", "/api/accounts", first).statusCode()).isEqualTo(201);
            assertThat(province.call("POST", "/api/accounts", second).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void reset_noSuchAccount_saysSo() {
        assertThat(run("reset", "nobody", "--yuanjian.data=" + data)).isOne();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("nobody");
        assertThat(run("disable", "nobody", "--yuanjian.data=" + data)).isOne();
        assertThat(run("reset")).isEqualTo(2);
        assertThat(run("forget", "x")).isEqualTo(2);
    }
}

package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;
import org.yuanjian.relay.ViewEnd;

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
    void reset_noSuchAccount_saysSo() {
        assertThat(run("reset", "nobody", "--yuanjian.data=" + data)).isOne();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("nobody");
        assertThat(run("reset")).isEqualTo(2);
        assertThat(run("forget", "x")).isEqualTo(2);
    }
}

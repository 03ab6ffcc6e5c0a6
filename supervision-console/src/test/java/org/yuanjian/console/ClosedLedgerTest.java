package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.RelayDoors.Player;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.TicketException;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;

/// Nothing is shown and nothing moves while nothing can be taken down.
final class ClosedLedgerTest {
    private static final String REFUSED = "503 LEDGER_CLOSED";

    @TempDir Path data;

    private static void close(RunningConsole console) {
        sql(console, "ALTER TABLE ledger_leaf RENAME TO away");
    }

    private static void open(RunningConsole console) {
        sql(console, "ALTER TABLE away RENAME TO ledger_leaf");
    }

    private static void sql(RunningConsole console, String text) {
        console.bean(SqlStore.class).write(db -> db.sql(text).update());
    }

    private static String told(HttpResponse<String> answer) {
        String kind = RunningConsole.json(answer).path("kind").asString("");
        return answer.statusCode() + " " + kind;
    }

    @Test
    void everything_ledgerClosed_isRefusedAndComesBack() throws Exception {
        try (ConsoleAtCamera here = new ConsoleAtCamera(data)) {
            here.choose("routine_tour", "");
            assertThat(here.finding()).isNotEmpty();
            String person = here.ticket();
            String platform = here.platformTicket("市局平台");
            ConsoleAtCamera.ok(here.wantThumbnail());
            ConsoleAtCamera.until("a thumbnail", () -> here.get("/thumbnail").statusCode() == 200);

            close(here.console);
            List<String> told = List.of();
            int status;
            String live;
            try {
                told = told(here);
                try (Player player = here.describe(platform)) {
                    status = player.status();
                }
                live = here.live(person).path("problem").path("kind").asString("");
            } finally {
                open(here.console);
            }

            assertThat(told).containsOnly(REFUSED);
            assertThat(status).isEqualTo(503);
            assertThat(live).isEqualTo("LEDGER_CLOSED");
            Ledger ledger = here.console.bean(Ledger.class);
            ConsoleAtCamera.until("the ledger", () -> ledger.failingSince().isEmpty());
            try (Player player = here.describe(platform)) {
                assertThat(player.status()).isEqualTo(200);
            }
        }
    }

    /// The first one finds out.
    private static List<String> told(ConsoleAtCamera here) throws Exception {
        String ptz = "/api/points/" + here.point.code() + "/ptz";
        List<String> told = new ArrayList<>();
        told.add(told(here.get("/snapshot")));
        told.add(told(here.get("/thumbnail")));
        told.add(told(here.wantThumbnail()));
        told.add(told(here.orderClip("sub")));
        for (String order : List.of("move\",\"pan\":\"0.5", "home")) {
            String json = "{\"action\":\"" + order + "\"}";
            told.add(told(here.console.call("POST", ptz, json)));
        }
        return told;
    }

    @Test
    void relayAlone_ledgerClosed_opensNoViewEither() throws Exception {
        try (RunningConsole relay =
                new RunningConsole(
                        data,
                        "--yuanjian.roles=relay",
                        "--yuanjian.management.port=" + RelayDoors.free(),
                        "--yuanjian.relay.http-port=" + RelayDoors.free(),
                        "--yuanjian.relay.rtsp-port=0",
                        "--yuanjian.relay.media-port=0",
                        "--yuanjian.relay.bind=127.0.0.1")) {
            Ledger ledger = relay.bean(Ledger.class);
            close(relay);
            // Nobody knows before somebody looks.
            assertThat(view(relay, "t1")).isEqualTo("open");
            ConsoleAtCamera.until("a failure", () -> ledger.failingSince().isPresent());

            String second = view(relay, "t2");

            open(relay);
            ConsoleAtCamera.until("the ledger", () -> ledger.failingSince().isEmpty());
            assertThat(second).isEqualTo("LEDGER_CLOSED");
            assertThat(view(relay, "t3")).isEqualTo("open");
        }
    }

    private static String view(RunningConsole relay, String id) {
        TicketGate gate = relay.bean(TicketGate.class);
        PlayTicket ticket =
                new PlayTicket(
                        id,
                        "市局平台",
                        "",
                        new StreamId("p", "sub"),
                        PlayTicket.Action.PLATFORM,
                        "platform",
                        Instant.now().plusSeconds(60),
                        relay.bean(YuanjianSettings.class).node());
        String text = relay.bean(TicketSigner.class).sign(ticket);
        try {
            gate.hold(gate.admit(text, ticket.stream(), Set.of(ticket.action())), _ -> {});
            return "open";
        } catch (TicketException e) {
            return e.kind().name();
        }
    }
}

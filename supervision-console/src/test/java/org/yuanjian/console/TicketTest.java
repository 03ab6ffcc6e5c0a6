package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.MemoryTrail;
import org.yuanjian.console.ticket.PlatformTicketStore;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;
import org.yuanjian.relay.ViewEnd;
import tools.jackson.databind.JsonNode;

/// Points and the tickets to them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TicketTest {
    @TempDir static Path data;

    private RunningConsole console;
    private String point;

    @BeforeAll
    void start() throws Exception {
        console = new RunningConsole(data);
        console.signIn();
        VideoPoint first = console.bean(PointRegistry.class).list().points().iterator().next();
        point = first.code();
    }

    @AfterAll
    void stop() {
        console.close();
    }

    private static String admin(RunningConsole console) {
        return console.bean(AccountStore.class).named("admin").orElseThrow().id();
    }

    private static String wish(String name, String value, String more) {
        return "{\"%s\":\"%s\"%s}".formatted(name, value, more);
    }

    @Test
    void points_allOfThem_andNotModifiedWhenKnown() throws Exception {
        var first = console.call("GET", "/api/points", null);
        JsonNode tree = RunningConsole.json(first);
        int points = 0;
        for (JsonNode site : tree.get("sites")) {
            points += site.get("points").size();
        }
        var again =
                console.send(
                        HttpRequest.newBuilder(console.address("/api/points"))
                                .header(
                                        "If-None-Match",
                                        first.headers().firstValue("ETag").orElse(""))
                                .build());

        var packed =
                console.send(
                        HttpRequest.newBuilder(console.address("/api/points"))
                                .header("Accept-Encoding", "gzip")
                                .build());

        assertThat(points).isEqualTo(2110);
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(tree.get("regions").get(0).get("level").asString()).isEqualTo("province");
        assertThat(again.statusCode()).isEqualTo(304);
    }

    private void choose(String reason, String detail) throws Exception {
        var answer =
                console.call(
                        "PUT",
                        "/api/purpose",
                        wish("reason", reason, ",\"detail\":\"" + detail + "\""));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void ticket_forAPurpose_isSignedForThatStreamAndShort() throws Exception {
        choose("finding", "2026-118");
        var answer = console.call("POST", "/api/tickets", wish("stream", point + "/sub", ""));
        JsonNode granted = RunningConsole.json(answer);
        PlayTicket ticket = console.bean(TicketSigner.class).read(granted.get("ticket").asString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ticket.stream()).isEqualTo(new StreamId(point, "sub"));
        assertThat(ticket.person()).isEqualTo(admin(console));
        assertThat(ticket.action()).isEqualTo(PlayTicket.Action.LIVE);
        assertThat(ticket.reason()).isEqualTo("finding:2026-118");
        assertThat(ticket.expires())
                .isBetween(Instant.now(), Instant.now().plus(PlayTicket.LONGEST_WAIT));
        assertThat(granted.get("whep").asString())
                .isEqualTo("http://127.0.0.1:8081/whep/" + point + "/sub");
        assertThat(granted.get("live").asString())
                .isEqualTo("ws://127.0.0.1:8081/live/" + point + "/sub");
    }

    @Test
    void ticket_withoutPurpose_isRefused() throws Exception {
        assertThat(console.call("DELETE", "/api/purpose", null).statusCode()).isEqualTo(204);
        var noReason = console.call("POST", "/api/tickets", wish("stream", point + "/sub", ""));

        assertThat(noReason.statusCode()).isEqualTo(409);
        assertThat(RunningConsole.json(noReason).get("kind").asString()).isEqualTo("NO_REASON");
    }

    @Test
    void ticket_noSuchPoint_isRefused() throws Exception {
        choose("routine_tour", "");
        var noPoint = console.call("POST", "/api/tickets", wish("stream", "../etc", ""));

        assertThat(noPoint.statusCode()).isEqualTo(404);
        assertThat(RunningConsole.json(noPoint).get("kind").asString()).isEqualTo("UNKNOWN_STREAM");
    }

    @Test
    void purpose_chosen_isToldWithItsEnd() throws Exception {
        choose("other", "看看大门口");
        JsonNode now = RunningConsole.json(console.call("GET", "/api/purpose", null));

        assertThat(now.get("reason").asString()).isEqualTo("other");
        assertThat(now.get("detail").asString()).isEqualTo("看看大门口");
        assertThat(Duration.between(Instant.now(), Instant.parse(now.get("until").asString())))
                .isBetween(Duration.ofMinutes(239), Duration.ofHours(4));

        console.call("DELETE", "/api/purpose", null);
        assertThat(
                        RunningConsole.json(console.call("GET", "/api/purpose", null))
                                .get("reason")
                                .isNull())
                .isTrue();
    }

    @Test
    void purpose_unknownOrUnsaid_isRefusedAndTheOldOneStays() throws Exception {
        choose("visit", "V-7");
        for (String wrong :
                List.of(
                        "{\"reason\":\"curiosity\"}",
                        "{\"reason\":\"finding\"}",
                        "{\"reason\":\"visit\",\"detail\":\"一号\"}",
                        "{\"reason\":\"other\",\"detail\":\"看\"}")) {
            var answer = console.call("PUT", "/api/purpose", wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
            assertThat(RunningConsole.json(answer).get("kind").asString()).isEqualTo("PURPOSE");
        }
        JsonNode now = RunningConsole.json(console.call("GET", "/api/purpose", null));
        assertThat(now.get("detail").asString()).isEqualTo("V-7");
    }

    @Test
    void ticket_ofALedgerThatIsClosed_isNotHandedOut() throws Exception {
        MemoryTrail trail = new MemoryTrail();
        try (RunningConsole other = new RunningConsole(data.resolve("ledger"), trail)) {
            other.signIn();
            other.call("PUT", "/api/purpose", wish("reason", "other", ",\"detail\":\"看看大门口\""));
            String stream = wish("stream", point + "/sub", "");
            assertThat(other.call("POST", "/api/tickets", stream).statusCode()).isEqualTo(200);
            AuditEvent granted = trail.events().getLast();

            trail.close();
            var refused = other.call("POST", "/api/tickets", stream);

            assertThat(granted.kind()).isEqualTo(AuditKind.VIEW_GRANT);
            assertThat(granted.actor()).isEqualTo(new Actor(admin(other), "admin", "127.0.0.1"));
            assertThat(granted.object()).isEqualTo(point);
            assertThat(granted.reason()).isEqualTo("other");
            assertThat(granted.text()).isEqualTo("看看大门口");
            assertThat(granted.facts()).containsEntry("stream", "sub").containsKey("ticket");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(RunningConsole.json(refused).get("kind").asString())
                    .isEqualTo("LEDGER_CLOSED");
            assertThat(refused.body()).doesNotContain("no room");
        }
    }

    /// Opens the view of a ticket at the node's door; what it ends by is told to the list.
    private void open(String text, List<ViewEnd> ends) throws Exception {
        TicketGate gate = console.bean(TicketGate.class);
        PlayTicket ticket = console.bean(TicketSigner.class).read(text);
        gate.hold(gate.admit(text, ticket.stream(), Set.of(ticket.action())), ends::add);
    }

    @Test
    void purpose_ended_stopsWhatThePersonWatches() throws Exception {
        choose("routine_tour", "");
        List<ViewEnd> ends = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 3; i++) {
            var granted = console.call("POST", "/api/tickets", wish("stream", point + "/sub", ""));
            open(RunningConsole.json(granted).get("ticket").asString(), ends);
        }
        assertThat(ends).isEmpty();

        console.call("DELETE", "/api/purpose", null);

        assertThat(ends).hasSize(3).containsOnly(ViewEnd.REVOKED);
    }

    @Test
    void ptz_withoutPurpose_letsACameraRestAlone() throws Exception {
        console.call("DELETE", "/api/purpose", null);
        String path = "/api/points/" + point + "/ptz";
        var move = console.call("POST", path, "{\"action\":\"move\",\"pan\":0.5}");
        var stop = console.call("POST", path, "{\"action\":\"stop\"}");

        assertThat(RunningConsole.json(move).get("kind").asString()).isEqualTo("NO_REASON");
        // This point has no device, which is found out later.
        assertThat(RunningConsole.json(stop).get("kind").asString()).isEqualTo("UNKNOWN_POINT");
    }

    @Test
    void platformTicket_revoked_isRevokedAtOnceAndAfterARestart() throws Exception {
        var made =
                RunningConsole.json(
                        console.call(
                                "POST",
                                "/api/platform-tickets",
                                wish("name", "市局平台", ",\"stream\":\"" + point + "/main\"")));
        String id = made.get("id").asString();
        String listed = console.call("GET", "/api/platform-tickets", null).body();
        PlatformTicketStore store = console.bean(PlatformTicketStore.class);
        boolean before = store.isRevoked(id);
        List<ViewEnd> ends = new CopyOnWriteArrayList<>();
        open(made.get("ticket").asString(), ends);
        var gone = console.call("DELETE", "/api/platform-tickets/" + id, null);

        assertThat(made.get("rtsp").asString()).startsWith("rtsp://127.0.0.1:8082/" + point);
        assertThat(listed).contains(id).doesNotContain(made.get("ticket").asString());
        assertThat(before).isFalse();
        assertThat(ends).containsExactly(ViewEnd.REVOKED);
        assertThat(gone.statusCode()).isEqualTo(204);
        assertThat(store.isRevoked(id)).isTrue();
        try (RunningConsole again = new RunningConsole(data)) {
            assertThat(again.bean(PlatformTicketStore.class).isRevoked(id)).isTrue();
        }
    }
}

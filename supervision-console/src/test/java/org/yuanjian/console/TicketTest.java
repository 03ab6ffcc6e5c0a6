package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.ticket.PlatformTicketStore;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.TicketSigner;
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

    @Test
    void ticket_forAReason_isSignedForThatStreamAndShort() throws Exception {
        var answer =
                console.call(
                        "POST",
                        "/api/tickets",
                        wish("stream", point + "/sub", ",\"reason\":\"routine_tour\""));
        JsonNode granted = RunningConsole.json(answer);
        PlayTicket ticket = console.bean(TicketSigner.class).read(granted.get("ticket").asString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ticket.stream()).isEqualTo(new StreamId(point, "sub"));
        assertThat(ticket.person()).isEqualTo("admin");
        assertThat(ticket.reason()).isEqualTo("routine_tour");
        assertThat(ticket.expires())
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(5)));
        assertThat(granted.get("whep").asString())
                .isEqualTo("http://127.0.0.1:8081/whep/" + point + "/sub");
        assertThat(granted.get("live").asString())
                .isEqualTo("ws://127.0.0.1:8081/live/" + point + "/sub");
    }

    @Test
    void ticket_withoutReasonOrPoint_isRefused() throws Exception {
        var noReason = console.call("POST", "/api/tickets", wish("stream", point + "/sub", ""));
        var noPoint =
                console.call(
                        "POST",
                        "/api/tickets",
                        wish("stream", "../etc", ",\"reason\":\"routine_tour\""));

        assertThat(noReason.statusCode()).isEqualTo(422);
        assertThat(RunningConsole.json(noReason).get("kind").asString()).isEqualTo("NO_REASON");
        assertThat(noPoint.statusCode()).isEqualTo(404);
        assertThat(RunningConsole.json(noPoint).get("kind").asString()).isEqualTo("UNKNOWN_STREAM");
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
        var gone = console.call("DELETE", "/api/platform-tickets/" + id, null);

        assertThat(made.get("rtsp").asString()).startsWith("rtsp://127.0.0.1:8082/" + point);
        assertThat(listed).contains(id).doesNotContain(made.get("ticket").asString());
        assertThat(before).isFalse();
        assertThat(gone.statusCode()).isEqualTo(204);
        assertThat(store.isRevoked(id)).isTrue();
        try (RunningConsole again = new RunningConsole(data)) {
            assertThat(again.bean(PlatformTicketStore.class).isRevoked(id)).isTrue();
        }
    }
}

package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.access.Grant;
import org.yuanjian.console.access.Right;
import org.yuanjian.relay.rtsp.TestPlayer;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tickets of other platforms, shown by a player at the relay's RTSP port.
@Timeout(120)
final class PlatformTicketTest {
    @TempDir Path data;

    private final FakeCamera camera = FakeCamera.start(_ -> {});
    private RunningConsole console;
    private String point;
    private RelayDoors doors;

    @BeforeEach
    void start() throws Exception {
        doors = new RelayDoors();
        console = open();
        point = console.bean(PointRegistry.class).list().points().iterator().next().code();
        String device =
                "{\"address\":\"127.0.0.1\",\"rtsp_port\":\"%d\",\"user\":\"viewer\",\"password\":\"x\",\"main_path\":\"%s\",\"transport\":\"tcp\"}"
                        .formatted(camera.port(), FakeCamera.PATH);
        var answer = console.call("PUT", "/api/points/" + point, device);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private RunningConsole open() throws Exception {
        RunningConsole opened = new RunningConsole(data, doors.settings());
        opened.signIn();
        return opened;
    }

    @AfterEach
    void stop() {
        console.close();
        camera.close();
    }

    private HttpResponse<String> make() throws Exception {
        return console.call(
                "POST",
                "/api/platform-tickets",
                RunningConsole.JSON.writeValueAsString(
                        Map.of("name", "市局平台", "stream", point + "/main")));
    }

    private void mark() throws Exception {
        var marked =
                console.call(
                        "PUT", "/api/sensitive-points/" + point, "{\"words\":\"a visit room\"}");
        assertThat(marked.statusCode()).as(marked.body()).isEqualTo(204);
    }

    private TestPlayer player(String ticket) throws IOException {
        return new TestPlayer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), doors.rtsp),
                "rtsp://127.0.0.1:" + doors.rtsp + "/" + point + "/main?ticket=" + ticket);
    }

    private static String kind(HttpResponse<String> answer) {
        return RunningConsole.json(answer).path("kind").asString("");
    }

    @Test
    void make_forASensitivePoint_isRefused() throws Exception {
        mark();
        HttpResponse<String> refused = make();

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(kind(refused)).isEqualTo("SENSITIVE_POINT");
    }

    @Test
    void make_bySomebodyWhoMayNotWatch_isRefused() throws Exception {
        Instant now = Instant.now();
        console.bean(AccessStore.class)
                .add(
                        new Grant(
                                "withheld",
                                "",
                                Right.LIVE,
                                false,
                                new Grant.Place(Grant.Place.Kind.POINT, point),
                                now,
                                now.plus(Duration.ofHours(1)),
                                Grant.Cause.RESTRICTION,
                                "for the test",
                                "",
                                null));
        HttpResponse<String> refused = make();

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(kind(refused)).isEqualTo("RESTRICTED");
    }

    @Test
    void picture_ofAPointThatBecomesSensitive_endsAndNoOtherOpens() throws Exception {
        String ticket = RunningConsole.json(make()).get("ticket").asString();
        try (TestPlayer player = player(ticket)) {
            player.play(1);
            mark();

            assertTimeoutPreemptively(Duration.ofSeconds(2), player::awaitEnd);
        }
        try (TestPlayer again = player(ticket)) {
            assertThat(again.ask("DESCRIBE", "").status()).isEqualTo(401);
        }
    }

    @Test
    void revoke_afterTheEnd_stopsThePictureThatStillRuns() throws Exception {
        JsonNode made = RunningConsole.json(make());
        String path = "/api/platform-tickets/" + made.get("id").asString();
        console.close();
        endInTheList(Instant.now().minusSeconds(60));
        console = open();
        try (TestPlayer player = player(made.get("ticket").asString())) {
            player.play(1);

            assertThat(console.call("DELETE", path, null).statusCode()).isEqualTo(204);
            assertTimeoutPreemptively(Duration.ofSeconds(2), player::awaitEnd);
        }
        assertThat(console.call("DELETE", path, null).statusCode()).isEqualTo(204);
    }

    /// As if the clock had gone on: the ticket's time is over by the console's list.
    private void endInTheList(Instant end) throws IOException {
        Path file = data.resolve("platform-tickets.json");
        JsonNode list = RunningConsole.JSON.readTree(Files.readAllBytes(file));
        ((ObjectNode) list.get(0)).put("expires", end.toString());
        Files.write(file, RunningConsole.JSON.writeValueAsBytes(list));
    }
}

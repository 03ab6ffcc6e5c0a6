package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import tools.jackson.databind.JsonNode;

/// A console with its relay and a camera that plays at its first point, and what people and
/// platforms do there.
final class ConsoleAtCamera implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    final RunningConsole console;
    final VideoPoint point;
    final FakeCamera camera = FakeCamera.start(_ -> {});
    private final RelayDoors doors = new RelayDoors();

    /// @param more settings
    ConsoleAtCamera(Path data, String... more) throws Exception {
        String[] settings =
                Stream.of(doors.settings(), more).flatMap(Stream::of).toArray(String[]::new);
        console = new RunningConsole(data, settings);
        console.signIn();
        point = console.bean(PointRegistry.class).list().points().iterator().next();
        String device = RelayDoors.camera(camera.port());
        ok(console.call("PUT", "/api/points/" + point.code(), device));
    }

    static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return RunningConsole.json(answer);
    }

    static void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!holds.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    void choose(String reason, String detail) throws Exception {
        String purpose = "{\"reason\":\"%s\",\"detail\":\"%s\"}".formatted(reason, detail);
        ok(console.call("PUT", "/api/purpose", purpose));
    }

    String ticket() throws Exception {
        return ok(console.call("POST", "/api/tickets", wish(""))).get("ticket").asString();
    }

    String platformTicket(String name) throws Exception {
        String wish = wish("\"name\":\"" + name + "\",");
        return ok(console.call("POST", "/api/platform-tickets", wish)).get("ticket").asString();
    }

    private String wish(String more) {
        return "{" + more + "\"stream\":\"" + point.code() + "/sub\"}";
    }

    /// Of a call below the point.
    HttpResponse<String> get(String path) throws Exception {
        return console.call("GET", "/api/points/" + point.code() + path, null);
    }

    /// Has its thumbnail fetched.
    HttpResponse<String> wantThumbnail() throws Exception {
        return console.call("POST", "/api/thumbnails", "{\"codes\":[\"" + point.code() + "\"]}");
    }

    /// Of what its stream shows.
    HttpResponse<String> orderClip(String stream) throws Exception {
        return console.call(
                "POST",
                "/api/points/" + point.code() + "/evidence",
                "{\"stream\":\"" + stream + "\",\"reference\":\"2026-118\"}");
    }

    JsonNode live(String ticket) throws Exception {
        return doors.live(point.code(), ticket);
    }

    RelayDoors.Player describe(String ticket) throws IOException {
        return doors.describe(point.code(), ticket);
    }

    @Override
    public void close() {
        console.close();
        camera.close();
    }
}

package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.Staff.Colleague;
import org.yuanjian.console.account.AccountRole;
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
    final Staff staff;
    private @Nullable Colleague inspector;
    private @Nullable String finding;

    /// @param more settings
    ConsoleAtCamera(Path data, String... more) throws Exception {
        String[] settings =
                Stream.of(doors.settings(), more).flatMap(Stream::of).toArray(String[]::new);
        console = new RunningConsole(data, settings);
        console.signIn();
        staff = new Staff(console);
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

    /// Who inspects the point.
    Colleague inspector() throws Exception {
        if (inspector == null) {
            inspector = staff.join(AccountRole.INSPECTOR, point.site().region());
        }
        return inspector;
    }

    /// Number of the inspector's finding at the point.
    String finding() throws Exception {
        if (finding == null) {
            Map<String, String> wish = Map.of("point", point.code(), "kind", "moved");
            finding =
                    ok(inspector().call("POST", "/api/findings", wish))
                            .get("finding")
                            .get("number")
                            .asString();
        }
        return finding;
    }

    /// Of what its stream shows, by the inspector for the finding.
    HttpResponse<String> orderClip(String stream) throws Exception {
        return inspector()
                .call(
                        "POST",
                        "/api/points/" + point.code() + "/evidence",
                        Map.of("stream", stream, "reference", finding()));
    }

    JsonNode live(String ticket) throws Exception {
        return doors.live(point.code(), ticket);
    }

    RelayDoors.Player describe(String ticket) throws IOException {
        return doors.describe(point.code(), ticket);
    }

    @Override
    public void close() {
        staff.close();
        console.close();
        camera.close();
    }
}

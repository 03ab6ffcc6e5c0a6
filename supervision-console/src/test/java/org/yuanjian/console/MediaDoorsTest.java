package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.MatrixFile.Row;
import org.yuanjian.relay.webrtc.Offers;
import tools.jackson.databind.JsonNode;

/// The doors of the relay, by the rows RTSP, WHEP, WHEP-END, WHEP-RESUME and LIVE of the matrix.
/// Each caller comes with the best ticket they can get: the one for the point itself, else one for
/// a point of their own, and shows it at the door of the row. A camera that takes no password
/// stands behind the door: who gets as far as that was let in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MediaDoorsTest {
    private static final int LET_IN = 200;

    @TempDir static Path data;

    private RunningConsole console;
    private RefusingCamera camera;
    private MatrixFile matrix;
    private MatrixCallers callers;
    private MatrixPlaces places;
    private RelayDoors doors;

    @BeforeAll
    void start() throws Exception {
        camera = new RefusingCamera();
        doors = new RelayDoors();
        console = new RunningConsole(data, doors.settings());
        matrix = MatrixFile.read();
        places = new MatrixPlaces(console);
        callers = new MatrixCallers(console, places, matrix.callers());
        callers.signIn();
    }

    @AfterAll
    void stop() throws IOException {
        callers.close();
        console.close();
        camera.close();
    }

    @Test
    void doors_everyCell_answersAsWritten() throws Exception {
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (Row row : matrix.doors()) {
            for (Map.Entry<String, Integer> cell : row.status().entrySet()) {
                int status = knock(row, cell.getKey());
                cells++;
                if (status != cell.getValue()) {
                    wrong.add(
                            "%s by %s: %d instead of %d"
                                    .formatted(row, cell.getKey(), status, cell.getValue()));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(cells).isGreaterThanOrEqualTo(8 * 9);
    }

    /// What the relay answers over HTTP is what the matrix has rows for.
    @Test
    void doors_ofTheRelay_haveTheirRows() {
        Set<String> written =
                matrix.doors().stream()
                        .filter(row -> !row.method().equals("RTSP"))
                        .map(MediaDoorsTest::route)
                        .collect(Collectors.toSet());

        assertThat(console.bean(RelayNode.class).routes())
                .extracting(route -> MatrixFile.nameless(route.toString()))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    private static String route(Row row) {
        String path = MatrixFile.nameless(row.path()).replace("/sub", "/{}");
        return switch (row.method()) {
            case "WHEP" -> "POST " + path;
            case "WHEP-END" -> "DELETE " + path;
            case "WHEP-RESUME" -> "POST " + path;
            case "LIVE" -> "GET " + path;
            default -> throw new IllegalArgumentException(row.method());
        };
    }

    private int knock(Row row, String who) throws Exception {
        String own = places.point(callers.place(who)).code();
        String asked = row.place().equals("own") ? own : places.point(MatrixPlaces.OTHER).code();
        behind(own);
        behind(asked);
        String ticket = ticket(who, asked);
        if (ticket.isEmpty()) {
            ticket = ticket(who, own);
        }
        return switch (row.method()) {
            case "RTSP" -> describe(asked, ticket);
            case "WHEP" -> whep(asked, ticket);
            case "WHEP-END" -> session("DELETE", "");
            case "WHEP-RESUME" -> session("POST", "/resume");
            case "LIVE" -> live(asked, ticket);
            default -> throw new IllegalArgumentException(row.method());
        };
    }

    /// Puts the camera there.
    private void behind(String point) throws Exception {
        String device = RelayDoors.camera(camera.port());
        var answer = callers.whole().call("PUT", "/api/points/" + point, device);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /// Empty for who gets none.
    private String ticket(String who, String point) throws Exception {
        HttpResponse<String> answer =
                callers.browser(who)
                        .call("POST", "/api/tickets", "{\"stream\":\"" + point + "/sub\"}");
        JsonNode ticket = RunningConsole.json(answer).get("ticket");
        return ticket == null ? "" : ticket.asString();
    }

    private int describe(String point, String ticket) throws IOException {
        try (RelayDoors.Player player = doors.describe(point, ticket)) {
            return player.status();
        }
    }

    private int whep(String point, String ticket) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + doors.http
                                                    + "/whep/"
                                                    + point
                                                    + "/sub"))
                            .header("Content-Type", "application/sdp")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            Offers.chromium(Offers.FINGERPRINT)));
            if (!ticket.isEmpty()) {
                request.header("Authorization", "Bearer " + ticket);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /// Of a session that is somebody else's: its id is a secret of who opened it.
    private int session(String method, String part) throws Exception {
        URI session =
                URI.create(
                        "http://127.0.0.1:" + doors.http + "/whep/session/somebody-elses" + part);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(session)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private int live(String point, String ticket) throws Exception {
        JsonNode problem = doors.live(point, ticket.isEmpty() ? "none" : ticket).get("problem");
        return problem == null ? LET_IN : problem.get("status").asInt();
    }
}

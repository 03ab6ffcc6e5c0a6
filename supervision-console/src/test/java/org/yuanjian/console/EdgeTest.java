package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import tools.jackson.databind.JsonNode;

/// What every call passes: bounds, rates, repeated calls, and one shape for every error.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EdgeTest {
    @TempDir static Path data;

    private RunningConsole console;
    private String wish;

    @BeforeAll
    void start() throws Exception {
        console = new RunningConsole(data);
        console.signIn();
        String point = console.bean(PointRegistry.class).list().points().iterator().next().code();
        wish = "{\"name\":\"%s\",\"stream\":\"" + point + "/main\"}";
    }

    @AfterAll
    void stop() {
        console.close();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String kind) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        JsonNode problem = RunningConsole.json(answer);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("kind").asString()).isEqualTo(kind);
        assertThat(answer.body()).doesNotContain("org.", "java.", "Exception", "at ");
    }

    @Test
    void repeated_sameKeyAndBody_isDoneOnceAndAnsweredAlike() throws Exception {
        String body = wish.formatted("once");
        var first = console.callOnce("k-1", "/api/platform-tickets", body);
        var second = console.callOnce("k-1", "/api/platform-tickets", body);
        var third = console.callOnce("k-2", "/api/platform-tickets", body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(third.body()).isNotEqualTo(first.body());
        String listed = console.call("GET", "/api/platform-tickets", null).body();
        assertThat(listed.split("\"once\"", -1)).hasSize(3);
    }

    @Test
    void repeated_anotherBody_isRefused() throws Exception {
        console.callOnce("k-3", "/api/platform-tickets", wish.formatted("one"));

        assertProblem(
                console.callOnce("k-3", "/api/platform-tickets", wish.formatted("two")),
                422,
                "IDEMPOTENCY_REUSE");
    }

    @Test
    void repeated_refusedCall_isAnsweredAlike() throws Exception {
        var first = console.callOnce("k-4", "/api/platform-tickets", "{}");
        var second = console.callOnce("k-4", "/api/platform-tickets", "{}");

        assertProblem(first, 422, "NAME");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void repeated_longKey_isRefused() throws Exception {
        assertProblem(
                console.callOnce("k".repeat(201), "/api/platform-tickets", "{}"),
                400,
                "IDEMPOTENCY_KEY");
    }

    @Test
    void body_tooLarge_isRefusedToldOrNot() throws Exception {
        byte[] large = new byte[1024 * 1024 + 1];
        Arrays.fill(large, (byte) ' ');
        var told = console.send("POST", "/api/tickets", BodyPublishers.ofByteArray(large));
        var untold =
                console.send(
                        "POST",
                        "/api/tickets",
                        BodyPublishers.ofByteArrays(
                                List.of(large, "{}".getBytes(StandardCharsets.UTF_8))));

        assertProblem(told, 413, "TOO_LARGE");
        assertProblem(untold, 413, "TOO_LARGE");
    }

    @Test
    void body_import_mayBeLarger() throws Exception {
        byte[] large = new byte[3 * 1024 * 1024];
        Arrays.fill(large, (byte) 'x');
        var answer =
                console.send(
                        "POST",
                        "/api/points/import?dryRun=true",
                        BodyPublishers.ofByteArray(large));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("problems");
    }

    @Test
    void errors_ofTheInterface_haveOneShape() throws Exception {
        assertProblem(console.call("GET", "/api/none", null), 404, "NOT_FOUND");
        assertProblem(console.call("PUT", "/api/tickets", "{}"), 405, "METHOD_NOT_ALLOWED");
        assertProblem(console.call("POST", "/api/tickets", "{\"stream\":"), 400, "BAD_REQUEST");
        assertProblem(console.call("POST", "/api/tickets", "[1,2]"), 400, "BAD_REQUEST");
        assertProblem(console.call("GET", "/error", null), 404, "NOT_FOUND");
        assertProblem(
                console.call("GET", "/api/availability?from=yesterday", null), 400, "BAD_REQUEST");
        assertProblem(
                console.send("POST", "/api/tickets", BodyPublishers.ofString("x"), "text/plain"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(
                console.send(
                        HttpRequest.newBuilder(console.address("/api/server"))
                                .header("Accept", "image/png")
                                .build()),
                406,
                "NOT_ACCEPTABLE");
    }

    @Test
    void errors_ofTheServer_haveTheSameShape() throws Exception {
        for (String request :
                List.of(
                        "GET /a%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /a{b HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /a\\b HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /%2e%2e/%2e%2e/etc HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /api;x=1/points HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                        "GET / HTTP/1.1\r\n\r\n",
                        "G<T / HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: x\r\nLong: " + "x".repeat(20_000) + "\r\n\r\n",
                        "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n")) {
            String answer = raw(request);
            String shown = request.substring(0, Math.min(60, request.length())) + " → " + answer;
            assertThat(answer).as(shown).startsWith("HTTP/1.1 4");
            assertThat(answer).as(shown).doesNotContain("<html", "Tomcat", "java.", "org.");
            assertThat(answer).as(shown).contains("application/problem+json", "\"kind\":");
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), console.address("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void rates_sessionTooOften_waitsAndOthersDoNot() throws Exception {
        try (RunningConsole slow =
                new RunningConsole(
                        data.resolve("slow"),
                        "--yuanjian.calls.per-second=1",
                        "--yuanjian.calls.burst=5",
                        "--yuanjian.calls.address-per-second=1",
                        "--yuanjian.calls.address-burst=10")) {
            slow.signIn();
            HttpResponse<String> answer = slow.call("GET", "/api/server", null);
            for (int i = 0; i < 6 && answer.statusCode() == 200; i++) {
                answer = slow.call("GET", "/api/server", null);
            }
            assertProblem(answer, 429, "TOO_MANY_CALLS");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");

            slow.forgetCookies();
            answer = slow.call("GET", "/api/session", null);
            assertThat(answer.statusCode()).isEqualTo(200);
            for (int i = 0; i < 12 && answer.statusCode() == 200; i++) {
                answer = slow.call("GET", "/api/session", null);
            }
            assertProblem(answer, 429, "TOO_MANY_CALLS");
        }
    }
}

package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Who may call which route. A route without a row here fails the build.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthorisationMatrixTest {

    /// @param nobody status for who is not signed in, by the page's own token
    /// @param person status for who is
    private record Row(String method, String path, int nobody, int person) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final Set<String> CHANGES = Set.of("POST", "PUT");

    private static final List<Row> MATRIX =
            List.of(
                    new Row("GET", "/", 200, 200),
                    new Row("GET", "/wall", 200, 200),
                    new Row("GET", "/sign-in", 200, 200),
                    new Row("GET", "/points", 200, 200),
                    new Row("GET", "/points/{code}", 200, 200),
                    new Row("GET", "/api/session", 200, 200),
                    new Row("POST", "/api/session", 401, 401),
                    new Row("GET", "/api/server", 401, 200),
                    new Row("GET", "/api/points", 401, 200),
                    new Row("GET", "/api/points/{code}", 401, 404),
                    new Row("PUT", "/api/points/{code}", 401, 422),
                    new Row("DELETE", "/api/points/{code}", 401, 404),
                    new Row("POST", "/api/points/{code}/restore", 401, 404),
                    new Row("POST", "/api/points/import", 401, 422),
                    new Row("GET", "/api/points/export", 401, 200),
                    new Row("POST", "/api/devices/probe", 401, 422),
                    new Row("GET", "/api/points/{code}/history", 401, 404),
                    new Row("POST", "/api/points/{code}/probe", 401, 404),
                    new Row("GET", "/api/points/{code}/ptz", 401, 404),
                    new Row("POST", "/api/points/{code}/ptz", 401, 422),
                    new Row("GET", "/api/points/{code}/ptz/commands", 401, 200),
                    new Row("POST", "/api/thumbnails", 401, 422),
                    new Row("GET", "/api/points/{code}/thumbnail", 401, 422),
                    new Row("GET", "/api/points/{code}/snapshot", 401, 422),
                    new Row("GET", "/api/health", 401, 200),
                    new Row("POST", "/api/health/sweep", 401, 202),
                    new Row("GET", "/api/health/clocks", 401, 200),
                    new Row("GET", "/api/incidents", 401, 200),
                    new Row("GET", "/api/availability", 401, 200),
                    new Row("GET", "/api/maintenance", 401, 200),
                    new Row("POST", "/api/maintenance", 401, 422),
                    new Row("DELETE", "/api/maintenance/{id}", 401, 404),
                    new Row("GET", "/api/registration", 401, 200),
                    new Row("POST", "/api/registration/{id}", 401, 404),
                    new Row("GET", "/api/notices", 401, 200),
                    new Row("GET", "/api/events", 401, 400),
                    new Row("GET", "/api/webhooks", 401, 200),
                    new Row("POST", "/api/webhooks", 401, 422),
                    new Row("DELETE", "/api/webhooks/{id}", 401, 404),
                    new Row("POST", "/api/webhooks/{id}/test", 401, 404),
                    new Row("GET", "/api/webhooks/{id}/deliveries", 401, 404),
                    new Row("POST", "/api/webhooks/{id}/deliveries/{notice}/replay", 401, 404),
                    new Row("POST", "/api/webhooks/{id}/replay", 401, 404),
                    new Row("POST", "/api/tickets", 401, 422),
                    new Row("GET", "/api/platform-tickets", 401, 200),
                    new Row("POST", "/api/platform-tickets", 401, 422),
                    new Row("DELETE", "/api/platform-tickets/{id}", 401, 404),
                    new Row("GET", "/livez", 200, 200),
                    new Row("GET", "/readyz", 200, 200),
                    new Row("ANY", "/error", 401, 404),
                    new Row("DELETE", "/api/session", 204, 204));

    @TempDir static Path data;

    private RunningConsole console;

    @BeforeAll
    void start() {
        console = new RunningConsole(data);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    @Test
    void matrix_everyRoute_hasARow() {
        Set<String> routes =
                console.beans(RequestMappingHandlerMapping.class).stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(AuthorisationMatrixTest::routes)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> actuator = console.actuatorRoutes();
        routes.addAll(actuator);

        assertThat(MATRIX.stream().map(Row::toString)).containsExactlyInAnyOrderElementsOf(routes);
    }

    static Stream<String> routes(RequestMappingInfo info) {
        Set<String> methods =
                info.getMethodsCondition().getMethods().isEmpty()
                        ? Set.of("ANY")
                        : info.getMethodsCondition().getMethods().stream()
                                .map(Enum::name)
                                .collect(Collectors.toSet());
        return info.getPatternValues().stream()
                .flatMap(path -> methods.stream().map(method -> method + " " + path));
    }

    @Test
    void matrix_nobodySignedIn_answersAsWritten() throws Exception {
        console.forgetCookies();
        console.call("GET", "/api/session", null);
        for (Row row : MATRIX) {
            assertThat(status(row)).as("%s by nobody", row).isEqualTo(row.nobody());
        }
    }

    @Test
    void matrix_personSignedIn_answersAsWritten() throws Exception {
        console.forgetCookies();
        console.signIn();
        for (Row row : MATRIX) {
            assertThat(status(row)).as("%s by a person", row).isEqualTo(row.person());
        }
    }

    @Test
    void matrix_withoutCsrfToken_refusesEveryChange() throws Exception {
        console.forgetCookies();
        console.signIn();
        for (Row row : MATRIX) {
            if (!Set.of("GET", "ANY").contains(row.method())) {
                var response = console.callWithoutToken(row.method(), path(row));
                assertThat(response.statusCode()).as("%s without token", row).isEqualTo(403);
                assertThat(RunningConsole.json(response).get("kind").asString()).isEqualTo("CSRF");
            }
        }
    }

    private int status(Row row) throws IOException, InterruptedException {
        String method = row.method().equals("ANY") ? "GET" : row.method();
        return console.call(method, path(row), CHANGES.contains(method) ? "{}" : null).statusCode();
    }

    private static String path(Row row) {
        return row.path()
                .replace("{id}", "none")
                .replace("{code}", "none")
                .replace("{notice}", "none")
                .replace("/**", "/none")
                .replace("/api/events", "/api/events?after=none");
    }
}

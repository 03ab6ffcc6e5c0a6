package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.MatrixFile.Row;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.account.AccountRole;

/// Who may call which route, for objects of their own region and of another: authorisation.csv
/// beside this test. A route without a row there fails the build, and so does a row without a
/// route. Every cell is called.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthorisationMatrixTest {
    private static final Set<String> READING = Set.of("GET", "ANY");

    @TempDir static Path data;

    private List<Row> rows;
    private RunningConsole console;
    private MatrixPlaces places;
    private MatrixCallers callers;

    @BeforeAll
    void start() throws Exception {
        console =
                new RunningConsole(
                        data,
                        "--yuanjian.webhook.networks=127.0.0.1/32",
                        "--yuanjian.oidc.issuer=http://127.0.0.1:1",
                        "--yuanjian.oidc.client-id=none",
                        "--yuanjian.oidc.networks=127.0.0.1/32");
        MatrixFile matrix = MatrixFile.read();
        rows = matrix.routes();
        places = new MatrixPlaces(console);
        callers = new MatrixCallers(console, places, matrix.callers());
    }

    @BeforeEach
    void signIn() throws Exception {
        AccessStore grants = console.bean(AccessStore.class);
        grants.standing(Instant.now(), "", 1_000)
                .forEach(one -> grants.revoke(one.id(), Instant.now()));
        callers.signIn();
    }

    @AfterAll
    void stop() {
        callers.close();
        console.close();
    }

    @Test
    void matrix_everyRoute_hasARow() {
        Set<String> routes =
                console.beans(RequestMappingHandlerMapping.class).stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(AuthorisationMatrixTest::routes)
                        .map(MatrixFile::nameless)
                        .collect(Collectors.toCollection(TreeSet::new));
        console.actuatorRoutes().forEach(route -> routes.add(MatrixFile.nameless(route)));

        Set<String> written = new TreeSet<>();
        rows.forEach(row -> written.add(row.route()));
        assertThat(written).isEqualTo(routes);
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
    void matrix_everyCell_answersAsWritten() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            for (Map.Entry<String, Integer> cell : row.status().entrySet()) {
                HttpResponse<String> response = call(row, cell.getKey());
                if (response.statusCode() != cell.getValue()) {
                    wrong.add(
                            "%s by %s: %d instead of %d %s"
                                    .formatted(
                                            row,
                                            cell.getKey(),
                                            response.statusCode(),
                                            cell.getValue(),
                                            response.body()));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private HttpResponse<String> call(Row row, String who)
            throws IOException, InterruptedException {
        String place = row.place().equals("other") ? MatrixPlaces.OTHER : callers.place(who);
        String[] both = places.fill(row.path() + "\n" + row.body(), place).split("\n", -1);
        String method = row.method().equals("ANY") ? "GET" : row.method();
        boolean hasBody = !both[1].isEmpty();
        String path = both[0].replace("/**", "/none").replace(' ', '+');
        return callers.browser(who).call(method, path, hasBody ? both[1] : null);
    }

    /// No answer to a question names anything of another region.
    @Test
    void lists_showNothingOfAnotherRegion() throws Exception {
        PointList list = console.bean(PointRegistry.class).list();
        List<VideoPoint> others =
                list.points().stream()
                        .filter(point -> !list.contains(MatrixPlaces.OWN, point.site().region()))
                        .toList();
        String tree = call(tree(), AccountRole.INSPECTOR.key()).body();
        assertThat(tree).contains(places.point(MatrixPlaces.OWN).code());
        for (Row row : rows) {
            if (!READING.contains(row.method()) || row.path().contains("{")) {
                continue;
            }
            for (String who : callers.all()) {
                if (who.startsWith(MatrixCallers.WHOLE)) {
                    continue;
                }
                String body = call(row, who).body();
                assertThat(others)
                        .as("%s by %s", row, who)
                        .noneMatch(point ->
                                body.contains(point.code()) || body.contains(point.site().id()));
            }
        }
    }

    private Row tree() {
        return rows.stream()
                .filter(row -> row.route().equals("GET /api/points"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void matrix_withoutCsrfToken_refusesEveryChange() throws Exception {
        console.forgetCookies();
        console.signIn();
        for (Row row : rows) {
            if (!READING.contains(row.method())) {
                String path = places.fill(row.path(), MatrixPlaces.OWN);
                var response = console.callWithoutToken(row.method(), path);
                assertThat(response.statusCode()).as("%s without token", row).isEqualTo(403);
                assertThat(RunningConsole.json(response).get("kind").asString()).isEqualTo("CSRF");
            }
        }
    }
}

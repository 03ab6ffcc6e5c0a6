package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.yuanjian.camera.registry.Site;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;

/// Who may call which route, for objects of their own region and of another: authorisation.csv
/// beside this test. A route without a row there fails the build, and so does a row without a
/// route. Every cell is called.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthorisationMatrixTest {
    private static final Path FILE =
            Path.of("src/test/resources/org/yuanjian/console/authorisation.csv");
    private static final String NOBODY = "nobody";
    private static final String PASSWORD = "a password of the matrix";
    private static final String WHOLE = "province_";
    private static final String PROVINCE = "440000";
    private static final int FIXED_COLUMNS = 4;
    private static final Set<String> READING = Set.of("GET", "ANY");

    /// @param path with the query; objects by their names in braces
    /// @param place `own` or `other`: the region the objects lie in
    /// @param status by who calls
    private record Row(
            String method, String path, String place, String body, Map<String, Integer> status) {
        String route() {
            return nameless(method + " " + path.split("\\?", 2)[0]);
        }

        @Override
        public String toString() {
            return method + " " + path + " " + body + " (" + place + ")";
        }
    }

    @TempDir static Path data;

    private final Map<String, RunningConsole.Browser> browsers = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private RunningConsole console;
    private MatrixPlaces places;
    private String officersSite = "";

    @BeforeAll
    void start() throws Exception {
        console = new RunningConsole(data, "--yuanjian.webhook.networks=127.0.0.1/32");
        places = new MatrixPlaces(console);
        read();
        callers().forEach(this::add);
    }

    @BeforeEach
    void signIn() throws Exception {
        AccessStore grants = console.bean(AccessStore.class);
        grants.standing(Instant.now()).forEach(one -> grants.revoke(one.id(), Instant.now()));
        browsers.values().forEach(RunningConsole.Browser::close);
        browsers.clear();
        RunningConsole.Browser nobody = console.browser();
        nobody.call("GET", "/api/session", null);
        browsers.put(NOBODY, nobody);
        for (String caller : callers()) {
            RunningConsole.Browser browser = console.browser();
            browser.signIn(name(caller), PASSWORD);
            browser.call("PUT", "/api/purpose", "{\"reason\":\"routine_tour\"}");
            browsers.put(caller, browser);
        }
    }

    /// Columns of those who sign in.
    private List<String> callers() {
        return rows.getFirst().status().keySet().stream()
                .filter(caller -> !caller.equals(NOBODY))
                .toList();
    }

    private static String name(String caller) {
        return "matrix-" + caller;
    }

    private void read() throws IOException {
        List<String> lines = Files.readAllLines(FILE, StandardCharsets.UTF_8);
        List<String> columns = List.of(lines.getFirst().split(";", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";", -1);
            Map<String, Integer> status = new LinkedHashMap<>();
            for (int i = FIXED_COLUMNS; i < columns.size(); i++) {
                status.put(columns.get(i), Integer.parseInt(cells[i]));
            }
            rows.add(new Row(cells[0], cells[1], cells[2], cells[3], status));
        }
    }

    /// A role in the region of the objects, or for the whole province.
    private void add(String caller) {
        AccountRole role = AccountRole.of(caller.replace(WHOLE, "")).orElseThrow();
        Site site = places.point(MatrixPlaces.OWN).site();
        boolean isOfficer = role == AccountRole.OFFICER;
        officersSite = isOfficer ? site.id() : officersSite;
        String region = isOfficer ? site.region() : MatrixPlaces.OWN;
        console.bean(AccountStore.class)
                .add(
                        new AccountStore.Draft(
                                name(caller),
                                caller,
                                role,
                                caller.startsWith(WHOLE) ? PROVINCE : region,
                                isOfficer ? site.id() : ""),
                        console.bean(Passwords.class).hash(PASSWORD),
                        false);
    }

    @AfterAll
    void stop() {
        browsers.values().forEach(RunningConsole.Browser::close);
        console.close();
    }

    @Test
    void matrix_everyRoute_hasARow() {
        Set<String> routes =
                console.beans(RequestMappingHandlerMapping.class).stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(AuthorisationMatrixTest::routes)
                        .map(AuthorisationMatrixTest::nameless)
                        .collect(Collectors.toCollection(TreeSet::new));
        console.actuatorRoutes().forEach(route -> routes.add(nameless(route)));

        Set<String> written = new TreeSet<>();
        rows.forEach(row -> written.add(row.route()));
        assertThat(written).isEqualTo(routes);
    }

    /// The file names objects, the application parts of a path.
    private static String nameless(String route) {
        return route.replaceAll("\\{\\w+}", "{}");
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
        RunningConsole.Browser browser = Objects.requireNonNull(browsers.get(who));
        String own = who.equals(AccountRole.OFFICER.key()) ? officersSite : MatrixPlaces.OWN;
        String place = row.place().equals("other") ? MatrixPlaces.OTHER : own;
        String[] both = places.fill(row.path() + "\n" + row.body(), place).split("\n", -1);
        String method = row.method().equals("ANY") ? "GET" : row.method();
        boolean hasBody = !both[1].isEmpty();
        String path = both[0].replace("/**", "/none").replace(' ', '+');
        return browser.call(method, path, hasBody ? both[1] : null);
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
            for (String who : browsers.keySet()) {
                if (who.startsWith(WHOLE)) {
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

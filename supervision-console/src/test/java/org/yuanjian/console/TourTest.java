package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.Staff.Colleague;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.audit.AuditKind;
import tools.jackson.databind.JsonNode;

/// Tours, what is seen in them, and the record that is signed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TourTest {
    private static final String OWN = "440100";
    private static final String OTHER = "440300";

    @TempDir static Path data;

    private RunningConsole console;
    private Staff staff;
    private Colleague inspector;
    private Colleague colleague;
    private List<String> points;

    @BeforeAll
    void start() throws Exception {
        console = new RunningConsole(data);
        staff = new Staff(console);
        inspector = staff.join(AccountRole.INSPECTOR, OWN);
        colleague = staff.join(AccountRole.INSPECTOR, OWN);
        points = points(OWN, 4);
    }

    @AfterAll
    void stop() {
        staff.close();
        console.close();
    }

    private List<String> points(String region, int count) {
        PointList list = console.bean(PointRegistry.class).list();
        return list.points().stream()
                .filter(point -> list.contains(region, point.site().region()))
                .map(VideoPoint::code)
                .limit(count)
                .toList();
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        return ConsoleAtCamera.ok(answer);
    }

    private JsonNode begin(String order) throws Exception {
        return ok(
                inspector.call(
                        "POST",
                        "/api/runs",
                        Map.of(
                                "name", "例行", "points", points, "order", order, "grid", 4,
                                "seconds", 12)));
    }

    /// What a page says of a point.
    private record Said(String point, long millis, String why) {}

    private void look(Colleague who, String run, Said... looks) throws Exception {
        HttpResponse<String> answer =
                who.call("POST", "/api/looks", Map.of("run", run, "looks", List.of(looks)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    @Test
    void run_endedAndSigned_recordIsWhatTheLedgerHolds() throws Exception {
        JsonNode begun = begin("list");
        String id = begun.get("run").get("id").asString();
        assertThat(begun.get("run").get("number").asString()).matches("XC-\\d{8}-\\d\\d");
        assertThat(begun.get("points")).hasSize(4);
        look(
                inspector,
                id,
                new Said(points.get(0), 2_000, ""),
                new Said(points.get(1), 0, "UNREACHABLE"));
        // Together as long as it takes.
        look(inspector, id, new Said(points.get(0), 1_000, ""));
        ok(
                inspector.call(
                        "POST",
                        "/api/findings",
                        Map.of("point", points.get(0), "kind", "sign", "run", id)));

        JsonNode ended =
                ok(
                        inspector.call(
                                "POST",
                                "/api/runs/" + id + "/end",
                                Map.of("pausedMillis", 5_000, "pages", 1, "words", "雨天")));
        JsonNode signed = ok(inspector.call("POST", "/api/runs/" + id + "/signature", Map.of()));

        assertThat(ended.get("record").get("counts").toString())
                .isEqualTo("{\"points\":4,\"seen\":1,\"tried\":1,\"missed\":2}");
        assertThat(ended.get("record").get("findings")).hasSize(1);
        String text = inspector.call("GET", "/api/runs/" + id + "/record").body();
        String digest = signed.get("run").get("digest").asString();
        assertThat(start("/api/runs/" + id + "/paper")).startsWith("%PDF-");
        assertThat(DigestUtils.sha256Hex(text)).isEqualTo(digest);
        assertThat(console.records(AuditKind.TOUR).getFirst().facts())
                .containsEntry("digest", digest);
        assertThat(ok(inspector.call("POST", "/api/runs/" + id + "/signature", Map.of())))
                .isEqualTo(signed);
        assertThat(Staff.kind(inspector.call("POST", "/api/runs/" + id + "/resume", Map.of())))
                .isEqualTo("TOUR_STATE");
    }

    @Test
    void run_begunWhileAnotherRuns_endsThatOne() throws Exception {
        String first = begin("list").get("run").get("id").asString();
        look(inspector, first, new Said(points.get(0), 4_000, ""));

        String second = begin("list").get("run").get("id").asString();

        assertThat(state(first)).isEqualTo("ended");
        assertThat(state(second)).isEqualTo("running");
        ok(inspector.call("POST", "/api/runs/" + first + "/resume", Map.of()));
        assertThat(state(first)).isEqualTo("running");
        assertThat(state(second)).isEqualTo("ended");
    }

    private String state(String run) throws Exception {
        return ok(inspector.call("GET", "/api/runs/" + run)).get("run").get("state").asString();
    }

    @Test
    void run_longestUnseen_beginsWithWhatNobodySaw() throws Exception {
        String id = begin("list").get("run").get("id").asString();
        look(colleague, "", new Said(points.get(0), 4_000, ""));
        look(inspector, id, new Said(points.get(1), 4_000, ""));

        JsonNode next = begin("longest_unseen").get("points");

        assertThat(next.get(2).asString()).isEqualTo(points.get(0));
        assertThat(next.get(3).asString()).isEqualTo(points.get(1));
    }

    @Test
    void looks_countForWhoLooked_onlyOwnPointsAndOwnTours() throws Exception {
        int before = ok(colleague.call("GET", "/api/looks/today")).get("seen").asInt();
        String foreign = points(OTHER, 1).getFirst();
        look(
                colleague,
                "",
                new Said(points.get(2), 3_000, ""),
                new Said(points.get(3), 2_999, ""),
                new Said(foreign, 9_000, ""));

        JsonNode today = ok(colleague.call("GET", "/api/looks/today"));

        assertThat(today.get("seen").asInt()).isEqualTo(before + 1);
        String run = begin("list").get("run").get("id").asString();
        HttpResponse<String> answer =
                colleague.call("POST", "/api/looks", Map.of("run", run, "looks", List.of()));
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void plan_shared_isSeenByOthersAndChangedByItsOwner() throws Exception {
        JsonNode plan =
                ok(
                        inspector.call(
                                "POST",
                                "/api/wall-plans",
                                Map.of(
                                        "kind",
                                        "layout",
                                        "name",
                                        "早班",
                                        "grid",
                                        4,
                                        "shared",
                                        true,
                                        "points",
                                        List.of(points.get(0), "", points.get(1)))));
        String path = "/api/wall-plans/" + plan.get("id").asString();

        JsonNode seen = ok(colleague.call("GET", "/api/wall-plans")).get("plans");

        assertThat(seen.findValuesAsString("name")).contains("早班");
        Map<String, ?> other =
                Map.of("kind", "layout", "name", "晚班", "grid", 4, "points", List.of(points.get(0)));
        assertThat(colleague.call("PUT", path, other).statusCode()).isEqualTo(404);
        ok(inspector.call("PUT", path, other));
        assertThat(
                        ok(colleague.call("GET", "/api/wall-plans"))
                                .get("plans")
                                .findValuesAsString("id"))
                .doesNotContain(plan.get("id").asString());
        assertThat(inspector.call("DELETE", path).statusCode()).isEqualTo(204);
    }

    @Test
    void statistics_countWhatWasSeenAndRaised_onlyInOwnRegion() throws Exception {
        String point = points.get(3);
        look(inspector, "", new Said(point, 4_000, ""));
        ok(inspector.call("POST", "/api/findings", Map.of("point", point, "kind", "sign")));

        JsonNode all = ok(inspector.call("GET", "/api/statistics?by=site"));
        JsonNode sites = all.get("places");

        String site =
                console.bean(PointRegistry.class).list().point(point).orElseThrow().site().id();
        JsonNode own =
                sites.valueStream()
                        .filter(one -> one.get("key").asString().equals(site))
                        .findFirst()
                        .orElseThrow();
        assertThat(own.get("looked").asDouble()).isPositive();
        assertThat(own.get("raised").asInt()).isPositive();
        assertThat(own.get("overdue").asInt()).isZero();
        assertThat(all.get("trend")).hasSize(30);
        PointList list = console.bean(PointRegistry.class).list();
        long sitesThere =
                list.sites().stream().filter(one -> list.contains(OWN, one.region())).count();
        assertThat(sites).hasSize((int) sitesThere);
        assertThat(ok(inspector.call("GET", "/api/statistics/own")).get("days")).hasSize(1);
    }

    @Test
    void exports_areWhatTheySay() throws Exception {
        for (String path :
                List.of(
                        "/api/statistics/export?format=",
                        "/api/findings/export?from=2026-01-01&format=")) {
            assertThat(start(path + "pdf")).startsWith("%PDF-");
            assertThat(start(path + "xlsx")).startsWith("PK");
            assertThat(inspector.call("GET", path + "exe").statusCode()).isEqualTo(400);
        }
    }

    private String start(String path) throws Exception {
        HttpResponse<byte[]> answer = inspector.browser().bytes(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), 0, 8, StandardCharsets.ISO_8859_1);
    }

    @Test
    void overview_countsOwnPoints() throws Exception {
        JsonNode overview = ok(inspector.call("GET", "/api/overview"));

        assertThat(overview.get("points").asInt()).isEqualTo(points(OWN, 5_000).size());
        assertThat(overview.get("trend")).hasSize(30);
    }
}

package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.camera.health.Maintenance;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.account.AccountRole;
import tools.jackson.databind.JsonNode;

/// What stands, told to open pages beside notices.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(90)
final class StandingTest {
    private static final String CITY = "440300";

    @TempDir static Path data;

    private RunningConsole console;
    private Staff staff;

    @BeforeAll
    void start() throws Exception {
        console = new RunningConsole(data);
        console.signIn();
        staff = new Staff(console);
    }

    @AfterAll
    void stop() throws Exception {
        staff.close();
        console.close();
    }

    private static JsonNode data(EventStream events, String name) throws Exception {
        return RunningConsole.JSON.readTree(events.next(name).get("data"));
    }

    private PointList list() {
        return console.bean(PointRegistry.class).list();
    }

    private List<String> ownCodes() {
        return list().points().stream()
                .filter(point -> list().contains(CITY, point.site().region()))
                .map(VideoPoint::code)
                .toList();
    }

    private static List<String> codes(JsonNode states) {
        List<String> codes = new ArrayList<>();
        states.get("points").forEach(point -> codes.add(point.get("code").asString()));
        return codes;
    }

    private static long sum(JsonNode states) {
        long sum = 0;
        for (JsonNode count : states.get("states")) {
            sum += count.asLong();
        }
        return sum;
    }

    @Test
    void events_ofACity_tellItsStatesAndWhatChangesOfThem() throws Exception {
        Staff.Colleague inspector = staff.join(AccountRole.INSPECTOR, CITY);
        List<String> own = ownCodes();
        try (EventStream events = inspector.browser().events("/api/events", "")) {
            JsonNode all = data(events, "states");
            assertThat(sum(all)).isEqualTo(own.size());
            assertThat(own).containsAll(codes(all));

            // No point has a device: one after the other is found so.
            JsonNode changes = data(events, "changes");
            assertThat(sum(changes)).isEqualTo(own.size());
            assertThat(codes(changes)).isNotEmpty();
            assertThat(own).containsAll(codes(changes));
        }
    }

    @Test
    void events_whoeverReads_tellTheTimeAgainAndAgain() throws Exception {
        try (EventStream events = console.events("/api/events", "")) {
            Instant first = Instant.parse(data(events, "server").get("time").asString());
            Instant second = Instant.parse(data(events, "server").get("time").asString());

            assertThat(second).isAfterOrEqualTo(first.plusSeconds(2));
        }
    }

    @Test
    void events_workBegins_isTold() throws Exception {
        HealthMonitor monitor = console.bean(HealthMonitor.class);
        try (EventStream events = console.events("/api/events", "")) {
            data(events, "states");
            Instant now = Instant.parse(data(events, "server").get("time").asString());
            monitor.plan(
                    new Maintenance(
                            "of-the-test",
                            Maintenance.Kind.REGION,
                            CITY,
                            "",
                            "admin",
                            now.minusSeconds(1),
                            now.plus(Duration.ofHours(1))));

            assertThat(data(events, "works").isEmpty()).isTrue();
        }
    }

    @Test
    void events_whatHappens_isToldOfTheLedgerToWhoMayReadIt() throws Exception {
        Staff.Colleague inspector = staff.join(AccountRole.INSPECTOR, CITY);
        try (EventStream events = console.events("/api/events", "");
                EventStream others = inspector.browser().events("/api/events", "")) {
            long before = data(events, "ledger").get("size").asLong();
            staff.join(AccountRole.INSPECTOR, CITY);

            assertThat(data(events, "ledger").get("size").asLong()).isGreaterThan(before);
            others.until("server");
            assertThat(others.until("server")).doesNotContain("ledger");
        }
    }

    @Test
    void events_listOfPointsChanges_tellAllAnew() throws Exception {
        String code = "44030301021326009999";
        String row =
                """
                {"name":"新窗口","place":"counter","site":"新的办公室","site_kind":"county_agency",
                 "region":"440303","address":"10.9.8.7","main_path":"/main"}
                """;
        try (EventStream events = console.events("/api/events", "")) {
            data(events, "states");
            assertThat(console.call("PUT", "/api/points/" + code, row).statusCode()).isEqualTo(200);

            JsonNode anew = data(events, "states");
            // The new point itself may come with what changes right after.
            assertThat(sum(anew))
                    .isBetween(list().points().size() - 1L, (long) list().points().size());
        }
    }
}

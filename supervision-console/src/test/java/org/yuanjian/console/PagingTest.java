package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.access.Grant;
import org.yuanjian.console.access.GroupStore;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.SensitiveStore;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.AccountStore.Draft;
import org.yuanjian.console.account.Passwords;
import tools.jackson.databind.JsonNode;

/// Lists that grow come in pages, told whole by their cursors, whatever is left out of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PagingTest {
    private static final int PAGE = 200;
    private static final String PROVINCE = "440000";
    private static final String CITY = "440100";
    private static final String OTHER = "440300";
    private static final String PASSWORD = "quite another password";

    @TempDir static Path data;

    private RunningConsole console;
    private RunningConsole.Browser admin;
    private RunningConsole.Browser cityAdmin;
    private String cityAdminId = "";

    @BeforeAll
    void start() throws Exception {
        console = new RunningConsole(data);
        admin = console.browser();
        admin.signIn("admin", console.ready().get("password").asString());
        Draft draft = new Draft("city", "city", AccountRole.ADMINISTRATOR, CITY, "");
        String hash = new Passwords().hash(PASSWORD);
        cityAdminId = console.bean(AccountStore.class).add(draft, hash, false).orElseThrow().id();
        cityAdmin = console.browser();
        cityAdmin.signIn("city", PASSWORD);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    /// A list as it is told page by page.
    ///
    /// @param name of the member with its rows
    private static List<JsonNode> all(RunningConsole.Browser browser, String path, String name)
            throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        String next = "";
        while (next != null) {
            String cursor = name.equals("accounts") || name.equals("groups") ? "after" : "before";
            JsonNode page =
                    RunningConsole.json(
                            browser.call("GET", path + "?" + cursor + "=" + next, null));
            assertThat(page.get(name).size()).isLessThanOrEqualTo(PAGE);
            page.get(name).forEach(rows::add);
            next = page.get("next").isNull() ? null : page.get("next").asString();
        }
        return rows;
    }

    private VideoPoint point() {
        return console.bean(PointRegistry.class).list().points().stream().findFirst().orElseThrow();
    }

    private static Grant grant(String id, String region) {
        Instant now = Instant.now();
        return new Grant(
                id,
                "",
                Right.LIVE,
                false,
                new Grant.Place(Grant.Place.Kind.REGION, region),
                now,
                now.plus(Duration.ofDays(1)),
                Grant.Cause.RESTRICTION,
                "for the test",
                "nobody",
                null);
    }

    @Test
    void accounts_moreThanAPage_areToldOnceEach() throws Exception {
        AccountStore accounts = console.bean(AccountStore.class);
        for (int i = 0; i < 2 * PAGE; i++) {
            String name = "many" + i;
            String region = i % 2 == 0 ? CITY : OTHER;
            accounts.add(new Draft(name, name, AccountRole.INSPECTOR, region, ""), "", false);
        }

        List<String> names =
                all(admin, "/api/accounts", "accounts").stream()
                        .map(row -> row.get("account").get("name").asString())
                        .toList();

        assertThat(names).doesNotHaveDuplicates().hasSize(accounts.all().size());
        assertThat(all(cityAdmin, "/api/accounts", "accounts"))
                .hasSizeGreaterThanOrEqualTo(PAGE)
                .allMatch(row -> row.get("account").get("region").asString().startsWith("4401"));
    }

    @Test
    void grants_thousandsElsewhereAreNewer_tellsTheOnesOfTheRegion() throws Exception {
        AccessStore grants = console.bean(AccessStore.class);
        TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
        String own = ids.next();
        grants.add(grant(own, CITY));
        for (int i = 0; i < 1_100; i++) {
            grants.add(grant(ids.next(), OTHER));
        }

        assertThat(all(cityAdmin, "/api/grants", "grants"))
                .extracting(row -> row.get("grant").get("id").asString())
                .containsExactly(own);
        assertThat(all(admin, "/api/grants", "grants")).hasSizeGreaterThan(1_100);
    }

    @Test
    void groups_moreThanAPage_areToldOnceEach() throws Exception {
        GroupStore groups = console.bean(GroupStore.class);
        for (int i = 0; i < PAGE + 5; i++) {
            groups.add("group " + i, i == 0 ? CITY : PROVINCE, Set.of());
        }

        assertThat(all(admin, "/api/groups", "groups"))
                .extracting(row -> row.get("id").asString())
                .doesNotHaveDuplicates()
                .hasSize(PAGE + 5);
        assertThat(all(cityAdmin, "/api/groups", "groups")).hasSize(1);
    }

    @Test
    void viewRequests_hundredsOfOthersAreNewer_tellsOnesOwn() throws Exception {
        SensitiveStore store = console.bean(SensitiveStore.class);
        VideoPoint point = point();
        String own = store.ask(point.code(), cityAdminId, "for the test").id();
        String other = console.bean(AccountStore.class).named("inspector").orElseThrow().id();
        for (int i = 0; i < 600; i++) {
            store.ask(point.code(), other, "for the test");
        }

        assertThat(all(cityAdmin, "/api/view-requests", "requests"))
                .extracting(row -> row.get("ask").get("id").asString())
                .containsExactly(own);
    }

    @Test
    void platformTickets_moreThanAPage_areToldOnceEach() throws Exception {
        VideoPoint point = point();
        for (int i = 0; i < PAGE + 5; i++) {
            var made =
                    admin.call(
                            "POST",
                            "/api/platform-tickets",
                            "{\"name\":\"other %d\",\"stream\":\"%s/sub\"}"
                                    .formatted(i, point.code()));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        }

        assertThat(all(admin, "/api/platform-tickets", "tickets"))
                .extracting(row -> row.get("name").asString())
                .doesNotHaveDuplicates()
                .hasSize(PAGE + 5)
                .startsWith("other " + (PAGE + 4));
    }

    @Test
    void lists_cursorIsNone_isRefused() throws Exception {
        for (String list :
                List.of(
                        "accounts?after",
                        "grants?before",
                        "groups?after",
                        "view-requests?before",
                        "platform-tickets?before")) {
            var answer = admin.call("GET", "/api/" + list + "=1%27", null);
            assertThat(answer.statusCode()).as(list).isEqualTo(400);
            assertThat(RunningConsole.json(answer).get("kind").asString()).isEqualTo("CURSOR");
        }
    }
}

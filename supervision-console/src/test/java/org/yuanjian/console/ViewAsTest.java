package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.access.Grant;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.SensitiveStore;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.notice.Notice;
import org.yuanjian.console.notice.NoticeBoard;

/// An administrator of a city sees the console as an inspector who may more elsewhere: only looks,
/// sees no picture, and nothing that is not their own to see.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ViewAsTest {
    private static final String OWN = "440100";
    private static final String OTHER = "440300";
    private static final String PASSWORD = "a password for the test";

    @TempDir static Path data;

    private RunningConsole console;
    private Account inspector;
    private RunningConsole.Browser admin;
    private String own;
    private String other;

    @BeforeAll
    void start() {
        console = new RunningConsole(data);
        own = point(OWN);
        other = point(OTHER);
        account("viewer", AccountRole.ADMINISTRATOR);
        inspector = account("shown", AccountRole.INSPECTOR);
        Instant now = Instant.now();
        console.bean(AccessStore.class)
                .add(
                        new Grant(
                                "elsewhere",
                                inspector.id(),
                                Right.SNAPSHOT,
                                true,
                                new Grant.Place(Grant.Place.Kind.POINT, other),
                                now,
                                now.plus(Duration.ofHours(1)),
                                Grant.Cause.GIVEN,
                                "for the test",
                                "",
                                null));
    }

    private Account account(String name, AccountRole role) {
        return console.bean(AccountStore.class)
                .add(
                        new AccountStore.Draft(name, name, role, OWN, ""),
                        console.bean(Passwords.class).hash(PASSWORD),
                        false)
                .orElseThrow();
    }

    private String point(String region) {
        PointList list = console.bean(PointRegistry.class).list();
        return list.points().stream()
                .filter(point -> list.contains(region, point.site().region()))
                .map(VideoPoint::code)
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    void stop() {
        console.close();
    }

    @BeforeEach
    void look() throws Exception {
        admin = console.browser();
        admin.signIn("viewer", PASSWORD);
        admin.call("PUT", "/api/purpose", "{\"reason\":\"routine_tour\"}");
        var begun = admin.call("PUT", "/api/view-as", "{\"account\":\"" + inspector.id() + "\"}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(204);
    }

    private static String kind(HttpResponse<String> answer) {
        return RunningConsole.json(answer).path("kind").asString("");
    }

    @Test
    void pictures_ofWhatOnlyTheOtherMaySee_doNotOpen() throws Exception {
        SensitiveStore sensitive = console.bean(SensitiveStore.class);
        sensitive.mark(own, "a visit room", "");
        String ask = sensitive.ask(own, inspector.id(), "for the test").id();
        sensitive.answer(ask, SensitiveStore.Ask.Answer.GIVEN, "", Instant.now().plusSeconds(600));
        try {
            for (String code : List.of(own, other)) {
                for (String what : List.of("/snapshot", "/thumbnail")) {
                    var answer = admin.call("GET", "/api/points/" + code + what, null);
                    assertThat(answer.statusCode()).as(what + answer.body()).isEqualTo(403);
                    assertThat(kind(answer)).isEqualTo("ONLY_LOOKING");
                }
            }
            assertThat(console.records(AuditKind.SNAPSHOT)).isEmpty();
        } finally {
            sensitive.unmark(own);
        }
    }

    @Test
    void writes_allOfThem_areRefused() throws Exception {
        String password = RunningConsole.JSON.writeValueAsString(Map.of("password", PASSWORD));
        Map<String, String> writes =
                Map.ofEntries(
                        Map.entry(
                                "PUT /api/purpose",
                                "{\"reason\":\"other\",\"detail\":\"as another\"}"),
                        Map.entry("DELETE /api/purpose", "{}"),
                        Map.entry("POST /api/factors/recovery", password),
                        Map.entry("POST /api/factors/code/remove", password),
                        Map.entry("POST /api/factors/code", "{}"),
                        Map.entry("DELETE /api/factors/passkeys/any", "{}"),
                        Map.entry("PUT /api/session/password", "{}"),
                        Map.entry("POST /api/session", "{\"user\":\"viewer\",\"password\":\"x\"}"),
                        Map.entry("POST /api/tickets", "{\"stream\":\"" + own + "/sub\"}"),
                        Map.entry("POST /api/thumbnails", "{\"codes\":[\"" + own + "\"]}"),
                        Map.entry("PUT /api/view-as", "{\"account\":\"" + inspector.id() + "\"}"));
        for (Map.Entry<String, String> write : writes.entrySet()) {
            String[] parts = write.getKey().split(" ", 2);
            var answer = admin.call(parts[0], parts[1], write.getValue());
            assertThat(answer.statusCode()).as(write + answer.body()).isEqualTo(403);
            assertThat(kind(answer)).as(write.getKey()).isEqualTo("ONLY_LOOKING");
        }

        assertThat(admin.call("DELETE", "/api/view-as", null).statusCode()).isEqualTo(204);
        assertThat(admin.call("GET", "/api/purpose", null).body()).contains("routine_tour");
        assertThat(admin.call("DELETE", "/api/session", null).statusCode()).isEqualTo(204);
    }

    @Test
    void lists_showOnlyWhatBothMaySee() throws Exception {
        console.bean(NoticeBoard.class)
                .post(new Notice("point_down", OTHER, other, Map.of("cause", "noAnswer")));
        try (RunningConsole.Browser shown = console.browser()) {
            shown.signIn("shown", PASSWORD);
            assertThat(shown.call("GET", "/api/points", null).body()).contains(own, other);
            assertThat(shown.call("GET", "/api/notices", null).body()).contains(other);
        }

        assertThat(admin.call("GET", "/api/points", null).body()).contains(own);
        for (String path :
                List.of("/api/points", "/api/notices", "/api/health", "/api/incidents")) {
            assertThat(admin.call("GET", path, null).body()).as(path).doesNotContain(other);
        }
        assertThat(admin.call("GET", "/api/points/" + own, null).statusCode()).isEqualTo(200);
        assertThat(admin.call("GET", "/api/points/" + other, null).statusCode()).isEqualTo(404);
    }
}

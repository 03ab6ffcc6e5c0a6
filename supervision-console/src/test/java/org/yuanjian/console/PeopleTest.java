package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;
import org.yuanjian.relay.ViewEnd;
import tools.jackson.databind.JsonNode;

/// What people are given and what is taken from them, as their browsers see it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PeopleTest {
    private static final String OWN = "440100";
    private static final String OTHER = "440300";

    @TempDir static Path data;

    private RunningConsole console;
    private RunningConsole.Browser admin;
    private RunningConsole.Browser inspector;
    private JsonNode account;

    @BeforeAll
    void start() {
        console = new RunningConsole(data);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    @BeforeEach
    void signIn() throws Exception {
        AccessStore grants = console.bean(AccessStore.class);
        grants.standing(Instant.now(), "", 1_000)
                .forEach(one -> grants.revoke(one.id(), Instant.now()));
        admin = console.browser();
        admin.signIn("admin", password());
        account = made("inspector", OWN);
        inspector = signedIn(account);
    }

    private String password() throws Exception {
        return console.ready().get("password").asString();
    }

    private static String json(Map<String, ?> body) {
        return RunningConsole.JSON.writeValueAsString(body);
    }

    /// With a password that has to be changed.
    private JsonNode made(String role, String region) throws Exception {
        String name = "p" + System.nanoTime();
        var answer =
                admin.call(
                        "POST",
                        "/api/accounts",
                        json(
                                Map.of(
                                        "name", name,
                                        "fullName", name,
                                        "role", role,
                                        "region", region)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return RunningConsole.json(answer);
    }

    private static String id(JsonNode made) {
        return made.get("account").get("id").asString();
    }

    private RunningConsole.Browser signedIn(JsonNode made) throws Exception {
        RunningConsole.Browser browser = console.browser();
        String old = made.get("password").asString();
        browser.signIn(made.get("account").get("name").asString(), old);
        assertThat(browser.call("GET", "/api/points", null).statusCode()).isEqualTo(401);
        var changed =
                browser.call(
                        "PUT",
                        "/api/session/password",
                        json(Map.of("before", old, "password", "quite another password")));
        assertThat(changed.statusCode()).as(changed.body()).isLessThan(300);
        var purpose = browser.call("PUT", "/api/purpose", json(Map.of("reason", "routine_tour")));
        assertThat(purpose.statusCode()).as(purpose.body()).isEqualTo(200);
        return browser;
    }

    private VideoPoint point(String region) {
        PointList list = console.bean(PointRegistry.class).list();
        return list.points().stream()
                .filter(point -> list.contains(region, point.site().region()))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> ticket(RunningConsole.Browser browser, VideoPoint point)
            throws Exception {
        return browser.call("POST", "/api/tickets", json(Map.of("stream", point.code() + "/sub")));
    }

    private static String kind(HttpResponse<String> answer) {
        return RunningConsole.json(answer).get("kind").asString();
    }

    /// Opens the view of a ticket at the node's door; what it ends by is told to the list.
    private List<ViewEnd> open(HttpResponse<String> granted) throws Exception {
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        String text = RunningConsole.json(granted).get("ticket").asString();
        TicketGate gate = console.bean(TicketGate.class);
        PlayTicket ticket = console.bean(TicketSigner.class).read(text);
        List<ViewEnd> ends = new CopyOnWriteArrayList<>();
        gate.hold(gate.admit(text, ticket.stream(), Set.of(ticket.action())), ends::add);
        return ends;
    }

    private HttpResponse<String> grant(String right, boolean allow, String kind, String place)
            throws Exception {
        return admin.call(
                "POST",
                "/api/grants",
                json(
                        Map.of(
                                "account", id(account),
                                "right", right,
                                "allow", allow,
                                "placeKind", kind,
                                "place", place,
                                "until", Instant.now().plusSeconds(600).toString(),
                                "words", "for the test")));
    }

    @Test
    void grant_elsewhere_showsThePointAndTakingItBackEndsThePicture() throws Exception {
        VideoPoint other = point(OTHER);
        assertThat(kind(ticket(inspector, other))).isEqualTo("UNKNOWN_POINT");

        JsonNode grant =
                RunningConsole.json(grant("live", true, "point", other.code())).get("grant");
        List<ViewEnd> ends = open(ticket(inspector, other));
        assertThat(inspector.call("GET", "/api/points", null).body()).contains(other.code());
        assertThat(ends).isEmpty();
        admin.call("DELETE", "/api/grants/" + grant.get("id").asString(), null);

        assertThat(ends).containsExactly(ViewEnd.REVOKED);
        assertThat(kind(ticket(inspector, other))).isEqualTo("UNKNOWN_POINT");
        assertThat(console.records(AuditKind.RIGHT))
                .anyMatch(record -> "revoked".equals(record.facts().get("change")));
    }

    @Test
    void restriction_ofARegion_endsRunningPicturesAndRefusesNewOnes() throws Exception {
        List<ViewEnd> ends = open(ticket(inspector, point(OWN)));

        assertThat(grant("live", false, "region", OWN).statusCode()).isEqualTo(201);

        assertThat(ends).containsExactly(ViewEnd.REVOKED);
        assertThat(kind(ticket(inspector, point(OWN)))).isEqualTo("RESTRICTED");
    }

    @Test
    void account_movedToAnotherRegion_isSignedOutAndItsPicturesEnd() throws Exception {
        List<ViewEnd> ends = open(ticket(inspector, point(OWN)));
        var changed =
                admin.call(
                        "PUT",
                        "/api/accounts/" + id(account),
                        json(
                                Map.of(
                                        "fullName", "moved",
                                        "role", "inspector",
                                        "region", OTHER)));

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(inspector.call("GET", "/api/points", null).statusCode()).isEqualTo(401);
        assertThat(ends).containsExactly(ViewEnd.REVOKED);
    }

    @Test
    void account_added_standsInTheLedgerByItsId() {
        assertThat(console.records(AuditKind.ACCOUNT))
                .anyMatch(record -> record.object().equals(id(account)));
    }

    @Test
    void account_renamedOnly_staysSignedIn() throws Exception {
        admin.call(
                "PUT",
                "/api/accounts/" + id(account),
                json(Map.of("fullName", "new name", "role", "inspector", "region", OWN)));

        assertThat(inspector.call("GET", "/api/points", null).statusCode()).isEqualTo(200);
    }

    @Test
    void session_endedByAnAdministrator_isOver() throws Exception {
        JsonNode sessions = RunningConsole.json(inspector.call("GET", "/api/sessions", null));
        String session = sessions.get(0).get("session").get("id").asString();

        assertThat(admin.call("DELETE", "/api/sessions/" + session, null).statusCode())
                .isEqualTo(204);

        assertThat(inspector.call("GET", "/api/points", null).statusCode()).isEqualTo(401);
    }

    @Test
    void breakGlass_elsewhere_opensItAndTellsThoseWhoAnswerForIt() throws Exception {
        VideoPoint other = point(OTHER);
        RunningConsole.Browser chief = signedIn(made("region_chief", OTHER));
        RunningConsole.Browser ownChief = signedIn(made("region_chief", OWN));
        var glass =
                inspector.call(
                        "POST",
                        "/api/break-glass",
                        json(
                                Map.of(
                                        "placeKind", "point",
                                        "place", other.code(),
                                        "words", "a fire in the hall")));

        assertThat(glass.statusCode()).as(glass.body()).isEqualTo(201);
        open(ticket(inspector, other));
        assertThat(chief.call("GET", "/api/notices", null).body()).contains("a fire in the hall");
        assertThat(ownChief.call("GET", "/api/notices", null).body())
                .doesNotContain("a fire in the hall");
        assertThat(console.records(AuditKind.BREAK_GLASS))
                .anyMatch(record -> record.actor().equals(id(account)));
    }

    @Test
    void sensitivePoint_allowedByASecondPerson_opensForTheOneWhoAsked() throws Exception {
        VideoPoint own = point(OWN);
        RunningConsole.Browser chief = signedIn(made("region_chief", OWN));
        List<ViewEnd> ends = open(ticket(inspector, own));
        admin.call(
                "PUT",
                "/api/sensitive-points/" + own.code(),
                json(Map.of("words", "a visit room")));
        try {
            assertThat(ends).containsExactly(ViewEnd.REVOKED);
            assertThat(kind(ticket(inspector, own))).isEqualTo("NEEDS_SECOND");
            String path = "/api/points/" + own.code() + "/view-requests";
            String ask =
                    RunningConsole.json(
                                    inspector.call(
                                            "POST", path, json(Map.of("words", "a complaint"))))
                            .get("ask")
                            .get("id")
                            .asString();
            var allowed =
                    chief.call("PUT", "/api/view-requests/" + ask, json(Map.of("allow", true)));
            assertThat(allowed.statusCode()).as(allowed.body()).isEqualTo(200);

            open(ticket(inspector, own));
            assertThat(kind(ticket(chief, own))).isEqualTo("NEEDS_SECOND");
            // The chief's own request is for somebody else to answer.
            String chiefs =
                    RunningConsole.json(
                                    chief.call("POST", path, json(Map.of("words", "a complaint"))))
                            .get("ask")
                            .get("id")
                            .asString();
            assertThat(
                            chief.call(
                                            "PUT",
                                            "/api/view-requests/" + chiefs,
                                            json(Map.of("allow", true)))
                                    .statusCode())
                    .isEqualTo(404);
        } finally {
            admin.call("DELETE", "/api/sensitive-points/" + own.code(), null);
        }
    }

    @Test
    void viewAs_anotherAccount_showsWhatItSeesAndChangesNothing() throws Exception {
        var before = admin.call("GET", "/api/points", null).body();
        admin.call("PUT", "/api/view-as", json(Map.of("account", id(account))));
        JsonNode session = RunningConsole.json(admin.call("GET", "/api/session", null));
        String seen = admin.call("GET", "/api/points", null).body();
        var change = admin.call("POST", "/api/health/sweep", "{}");
        var picture = ticket(admin, point(OWN));
        admin.call("DELETE", "/api/view-as", null);

        assertThat(session.get("viewer").asString()).isEqualTo("admin");
        assertThat(before).contains(point(OTHER).code());
        assertThat(seen).contains(point(OWN).code()).doesNotContain(point(OTHER).code());
        assertThat(kind(change)).isEqualTo("ONLY_LOOKING");
        assertThat(kind(picture)).isEqualTo("ONLY_LOOKING");
        assertThat(admin.call("GET", "/api/points", null).body()).isEqualTo(before);
        assertThat(console.records(AuditKind.VIEW_AS))
                .anyMatch(record -> record.object().equals(id(account)));
    }

    @Test
    void administrator_ownAccountOrTheLastOne_cannotBeTakenAway() throws Exception {
        String own =
                RunningConsole.json(admin.call("GET", "/api/session", null)).get("id").asString();
        var disabled =
                admin.call(
                        "PUT", "/api/accounts/" + own + "/state", json(Map.of("disabled", true)));

        assertThat(disabled.statusCode()).isEqualTo(409);
        assertThat(kind(disabled)).isEqualTo("OWN_ACCOUNT");
    }
}

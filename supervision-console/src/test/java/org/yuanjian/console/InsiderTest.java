package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.Staff.Colleague;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.audit.AuditKind;

/// What an administrator of a city may not bring about: pictures of elsewhere, rights that were
/// withheld, marks that are gone, somebody to read the ledger.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InsiderTest {
    private static final String PROVINCE = "440000";
    private static final String OWN = "440100";
    private static final String OTHER = "440300";

    @TempDir static Path data;

    private RunningConsole console;
    private Staff staff;
    private Colleague province;
    private Colleague city;
    private Colleague inspector;
    private int made;

    @BeforeAll
    void start() throws Exception {
        console = new RunningConsole(data);
        staff = new Staff(console);
        province = staff.join(AccountRole.ADMINISTRATOR, PROVINCE);
        city = staff.join(AccountRole.ADMINISTRATOR, OWN);
        inspector = staff.join(AccountRole.INSPECTOR, OWN);
    }

    @AfterAll
    void stop() {
        staff.close();
        console.close();
    }

    private static Map<String, String> camera(String address) {
        return Map.of("address", address, "rtsp_port", "554", "main_path", "/main");
    }

    /// What a new point of the city cannot be without, and its camera.
    private Map<String, String> fresh(Map<String, String> camera) {
        VideoPoint own = staff.point(OWN);
        Map<String, String> values = new HashMap<>(camera);
        values.put("name", "新窗口" + made);
        values.put("place", "counter");
        values.put("site", own.site().name());
        values.put("site_kind", own.site().kind().word());
        values.put("region", own.site().region());
        return values;
    }

    private String freshCode() {
        return "440103010213260099%02d".formatted(made++);
    }

    private static HttpResponse<String> put(Colleague who, String code, Map<String, ?> values)
            throws Exception {
        return who.call("PUT", "/api/points/" + code, values);
    }

    private Device device(String code) {
        PointList list = console.bean(PointRegistry.class).list();
        return list.point(code)
                .flatMap(VideoPoint::feed)
                .flatMap(feed -> list.device(feed.device()))
                .orElseThrow();
    }

    private static List<String> problems(HttpResponse<String> answer) {
        return RunningConsole.json(answer)
                .get("problems")
                .valueStream()
                .map(problem -> problem.get("kind").asString())
                .toList();
    }

    @Test
    void point_anothersCameraUnderAnOwnCode_isRefused() throws Exception {
        VideoPoint other = staff.point(OTHER);
        Map<String, String> camera = new HashMap<>(camera("10.66.0.1"));
        camera.put("user", "theirs");
        camera.put("password", "their password");
        assertThat(put(province, other.code(), camera).statusCode()).isEqualTo(200);
        Device before = device(other.code());

        String code = freshCode();
        var alias = put(city, code, fresh(camera("10.66.0.1")));
        camera.put("user", "mine");
        camera.put("password", "my password");
        var login = put(city, freshCode(), fresh(camera));
        var theirs = put(city, other.code(), camera);
        String list =
                "code,address,rtsp_port,user,password\n"
                        + staff.point(OWN).code()
                        + ",10.66.0.1,554,mine,mine\n";
        var imported = city.browser().call("POST", "/api/points/import", list);

        assertThat(alias.statusCode()).as(alias.body()).isEqualTo(422);
        assertThat(problems(alias)).containsExactly("OTHER_DEVICE");
        assertThat(problems(login)).containsExactly("OTHER_DEVICE");
        assertThat(problems(imported)).containsExactly("OTHER_DEVICE");
        assertThat(theirs.statusCode()).isEqualTo(404);
        assertThat(device(other.code())).isEqualTo(before);
        assertThat(city.call("GET", "/api/points/" + code).statusCode()).isEqualTo(404);
    }

    @Test
    void point_showingASensitiveDevice_needsTwoUnderAnyCode() throws Exception {
        String marked = freshCode();
        assertThat(put(city, marked, fresh(camera("10.66.0.2"))).statusCode()).isEqualTo(200);
        city.call("PUT", "/api/sensitive-points/" + marked, Map.of("words", "a visit room"));
        assertThat(city.call("DELETE", "/api/points/" + marked).statusCode()).isEqualTo(204);
        String alias = freshCode();
        assertThat(put(city, alias, fresh(camera("10.66.0.2"))).statusCode()).isEqualTo(200);

        assertThat(Staff.kind(inspector.ticket(alias))).isEqualTo("NEEDS_SECOND");
        assertThat(Staff.kind(city.call("GET", "/api/points/" + alias + "/snapshot")))
                .isEqualTo("NEEDS_SECOND");
        assertThat(inspector.ticket(staff.point(OWN).code()).statusCode()).isEqualTo(200);
    }

    private String withheld(Colleague by, Map<String, ?> whom) throws Exception {
        Map<String, Object> wish = new HashMap<>(whom);
        wish.put("right", "ptz");
        wish.put("allow", false);
        wish.put("until", Instant.now().plusSeconds(600).toString());
        wish.put("words", "for the test");
        var answer = by.call("POST", "/api/grants", wish);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return RunningConsole.json(answer).get("grant").get("id").asString();
    }

    private static Map<String, String> at(String account, String kind, String place) {
        return Map.of("account", account, "placeKind", kind, "place", place);
    }

    @Test
    void restriction_ofMyself_isForSomebodyElseToLift() throws Exception {
        String mine = withheld(province, at(city.account().id(), "region", OWN));
        String all = withheld(province, at("", "region", OWN));
        String peers = withheld(staff.join(AccountRole.ADMINISTRATOR, OWN), at("", "region", OWN));

        for (String grant : List.of(mine, all, peers)) {
            var lifted = city.call("DELETE", "/api/grants/" + grant);
            assertThat(lifted.statusCode()).isEqualTo(409);
            assertThat(Staff.kind(lifted)).isEqualTo("OWN_RESTRICTION");
            assertThat(province.call("DELETE", "/api/grants/" + grant).statusCode()).isEqualTo(204);
        }
        String own = withheld(city, at("", "region", OWN));
        assertThat(city.call("DELETE", "/api/grants/" + own).statusCode()).isEqualTo(204);
        String inspectors = withheld(province, at(inspector.account().id(), "region", OWN));
        assertThat(city.call("DELETE", "/api/grants/" + inspectors).statusCode()).isEqualTo(204);
    }

    @Test
    void point_atWhichSomethingIsWithheld_staysUnderItsCodeAndSite() throws Exception {
        String point = freshCode();
        Map<String, String> values = fresh(camera("10.66.0.3"));
        assertThat(put(city, point, values).statusCode()).isEqualTo(200);
        String grant = withheld(province, at(city.account().id(), "point", point));

        var alias = put(city, freshCode(), fresh(camera("10.66.0.3")));
        var moved = put(city, point, Map.of("site", "another site", "site_kind", "office"));
        var cut = put(city, point, Map.of("address", ""));
        city.call("DELETE", "/api/points/" + point);
        var again = put(city, freshCode(), fresh(camera("10.66.0.3")));

        assertThat(problems(alias)).containsExactly("OTHER_DEVICE");
        assertThat(problems(again)).containsExactly("OTHER_DEVICE");
        assertThat(Staff.kind(moved)).isEqualTo("RESTRICTED");
        assertThat(Staff.kind(cut)).isEqualTo("RESTRICTED");
        province.call("DELETE", "/api/grants/" + grant);
        assertThat(put(city, freshCode(), fresh(camera("10.66.0.3"))).statusCode()).isEqualTo(200);
    }

    @Test
    void group_namedByARestrictionOfMyself_staysAsItIs() throws Exception {
        var group =
                city.call(
                        "POST",
                        "/api/groups",
                        Map.of(
                                "name",
                                "halls",
                                "region",
                                OWN,
                                "points",
                                List.of(staff.point(OWN).code())));
        String path = "/api/groups/" + RunningConsole.json(group).get("id").asString();
        String grant = withheld(province, at(city.account().id(), "group", path.substring(12)));

        assertThat(Staff.kind(city.call("PUT", path, Map.of("points", List.of()))))
                .isEqualTo("OWN_RESTRICTION");
        assertThat(Staff.kind(city.call("DELETE", path))).isEqualTo("OWN_RESTRICTION");
        assertThat(city.call("GET", "/api/groups").body()).contains(staff.point(OWN).code());
        province.call("DELETE", "/api/grants/" + grant);
        assertThat(city.call("DELETE", path).statusCode()).isEqualTo(204);
    }

    @Test
    void sensitiveMark_elsewhere_staysWhateverIsGranted() throws Exception {
        VideoPoint other = staff.point(OTHER);
        String path = "/api/sensitive-points/" + other.code();
        assertThat(province.call("PUT", path, Map.of("words", "a visit room")).statusCode())
                .isEqualTo(204);
        Map<String, Object> wish = new HashMap<>(at(city.account().id(), "point", other.code()));
        wish.put("right", "live");
        wish.put("until", Instant.now().plusSeconds(600).toString());
        wish.put("words", "for the test");
        assertThat(province.call("POST", "/api/grants", wish).statusCode()).isEqualTo(201);
        assertThat(city.call("GET", "/api/points/" + other.code()).statusCode()).isEqualTo(200);

        var removed = city.call("DELETE", path);
        var marked = city.call("PUT", path, Map.of("words", "other words"));

        assertThat(Staff.kind(removed)).isEqualTo("NOT_ALLOWED");
        assertThat(Staff.kind(marked)).isEqualTo("NOT_ALLOWED");
        assertThat(Staff.kind(city.ticket(other.code()))).isEqualTo("NEEDS_SECOND");
        assertThat(province.call("GET", "/api/sensitive-points").body()).contains("a visit room");
        province.call("DELETE", path);
    }

    @Test
    void auditor_onceThereIsOne_isNoAdministratorsMatter() throws Exception {
        Colleague auditor = staff.join(AccountRole.AUDITOR, PROVINCE);
        String id = "/api/accounts/" + auditor.account().id();
        Map<String, String> one =
                Map.of("name", "one-more", "fullName", "x", "role", "auditor", "region", PROVINCE);
        Map<String, String> own = Map.of("fullName", "x", "role", "inspector", "region", PROVINCE);

        for (var answer :
                List.of(
                        province.call("POST", "/api/accounts", one),
                        province.call("PUT", "/api/accounts/" + inspector.account().id(), one),
                        province.call("PUT", id, own),
                        province.call("PUT", id + "/state", Map.of("disabled", true)),
                        province.call("POST", id + "/password", Map.of()),
                        province.call("POST", id + "/factors/remove", Map.of()))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            assertThat(Staff.kind(answer)).isEqualTo("AUDITORS");
        }
        assertThat(auditor.call("GET", "/api/ledger").statusCode()).isEqualTo(200);
        assertThat(console.records(AuditKind.PASSWORD))
                .noneMatch(record -> record.object().equals(auditor.account().id()));
    }
}

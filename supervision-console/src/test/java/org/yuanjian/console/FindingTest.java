package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.Staff.Colleague;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.audit.AuditKind;
import tools.jackson.databind.JsonNode;

/// From what an inspector sees to what is put right, with a real camera and real pictures.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FindingTest {
    @TempDir static Path data;

    private ConsoleAtCamera here;
    private Staff staff;
    private Colleague inspector;
    private Colleague chief;
    private Colleague officer;
    private String code;

    @BeforeAll
    void start() throws Exception {
        here = new ConsoleAtCamera(data);
        staff = new Staff(here.console);
        code = here.point.code();
        String region = here.point.site().region();
        inspector = staff.join(AccountRole.INSPECTOR, region);
        chief = staff.join(AccountRole.REGION_CHIEF, region);
        officer = staff.join(AccountRole.OFFICER, region);
    }

    @AfterAll
    void stop() {
        staff.close();
        here.close();
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        return ConsoleAtCamera.ok(answer);
    }

    private JsonNode raise(Map<String, ?> wish) throws Exception {
        return ok(inspector.call("POST", "/api/findings", wish)).get("finding");
    }

    private String raised() throws Exception {
        return raise(Map.of("point", code, "kind", "moved", "words", "左侧座席看不到"))
                .get("number")
                .asString();
    }

    private HttpResponse<String> photo(Colleague who, String finding, byte[] bytes)
            throws Exception {
        return who.browser()
                .post(
                        "/api/findings/" + finding + "/photos",
                        "image/jpeg",
                        BodyPublishers.ofByteArray(bytes));
    }

    private static byte[] jpeg(int width, int height) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return out.toByteArray();
    }

    @Test
    void finding_raisedAnsweredClosed_tellsItsWholeCourse() throws Exception {
        String still =
                ok(inspector.call("POST", "/api/points/" + code + "/stills", Map.of()))
                        .get("id")
                        .asString();
        assertThat(inspector.call("GET", "/api/stills/" + still).statusCode()).isEqualTo(200);
        assertThat(chief.call("GET", "/api/stills/" + still).statusCode()).isEqualTo(404);

        JsonNode raised =
                raise(Map.of("point", code, "kind", "moved", "words", "左侧", "still", still));
        String finding = "/api/findings/" + raised.get("number").asString();
        assertThat(raised.get("state").asString()).isEqualTo("raised");
        assertThat(inspector.call("GET", "/api/stills/" + still).statusCode()).isEqualTo(404);

        ok(officer.call("POST", finding + "/accept", Map.of()));
        String photo =
                ok(photo(officer, raised.get("number").asString(), jpeg(2_400, 1_200)))
                        .get("id")
                        .asString();
        JsonNode answered = ok(officer.call("POST", finding + "/answer", Map.of("words", "拧紧了")));
        assertThat(answered.get("finding").get("state").asString()).isEqualTo("answered");
        ok(inspector.call("POST", finding + "/return", Map.of("words", "还是偏")));
        ok(officer.call("POST", finding + "/answer", Map.of("words", "再次拧紧")));
        JsonNode closed = ok(inspector.call("POST", finding + "/close", Map.of()));

        assertThat(closed.get("steps").findValuesAsString("kind"))
                .containsExactly(
                        "raised", "accepted", "answered", "returned", "answered", "closed");
        assertThat(closed.get("steps").get(0).get("pictures")).hasSize(1);
        assertThat(closed.get("steps").get(2).get("pictures").get(0).asString()).isEqualTo(photo);
        assertThat(here.console.records(AuditKind.FINDING)).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void photo_isCodedAnewAndSmaller() throws Exception {
        String finding = raised();
        String id = ok(photo(officer, finding, jpeg(3_000, 1_500))).get("id").asString();

        HttpResponse<byte[]> answer =
                officer.browser().bytes("/api/findings/" + finding + "/pictures/" + id);
        BufferedImage kept = ImageIO.read(new ByteArrayInputStream(answer.body()));

        assertThat(kept.getWidth()).isEqualTo(1_600);
        assertThat(kept.getHeight()).isEqualTo(800);
        assertThat(inspector.call("GET", "/api/findings/" + finding + "/pictures/" + id))
                .as("nobody else sees it before it is part of an answer")
                .returns(404, HttpResponse::statusCode);
        assertThat(
                        officer.call("DELETE", "/api/findings/" + finding + "/photos/" + id)
                                .statusCode())
                .isEqualTo(204);
    }

    @Test
    void photo_noJpegOrTooMany_isRefusedInWords() throws Exception {
        String finding = raised();
        assertThat(Staff.kind(photo(officer, finding, "<svg/>".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("PHOTO_TYPE");
        byte[] cut = Arrays.copyOf(jpeg(400, 300), 200);
        assertThat(Staff.kind(photo(officer, finding, cut))).isEqualTo("PHOTO_BROKEN");
        assertThat(Staff.kind(photo(officer, finding, new byte[9 << 20]))).isEqualTo("TOO_LARGE");
        for (int i = 0; i < 6; i++) {
            ok(photo(officer, finding, jpeg(100, 50)));
        }

        assertThat(Staff.kind(photo(officer, finding, jpeg(100, 50)))).isEqualTo("TOO_MANY_PHOTOS");
    }

    @Test
    void close_byWhoAnswered_isRefused() throws Exception {
        String finding = "/api/findings/" + raised();
        ok(chief.call("POST", finding + "/answer", Map.of("words", "好了")));

        HttpResponse<String> own = chief.call("POST", finding + "/close", Map.of());

        assertThat(Staff.kind(own)).isEqualTo("FINDING_OWN_ANSWER");
        ok(inspector.call("POST", finding + "/close", Map.of()));
    }

    @Test
    void step_inAnotherState_isRefusedAndChangesNothing() throws Exception {
        String finding = "/api/findings/" + raised();
        ok(officer.call("POST", finding + "/answer", Map.of("words", "好了")));

        assertThat(Staff.kind(officer.call("POST", finding + "/answer", Map.of("words", "又"))))
                .isEqualTo("FINDING_STATE");
        assertThat(Staff.kind(officer.call("POST", finding + "/accept", Map.of())))
                .isEqualTo("FINDING_STATE");
        JsonNode steps = ok(inspector.call("GET", finding)).get("steps");
        assertThat(steps.findValuesAsString("kind")).containsExactly("raised", "answered");
    }

    @Test
    void closed_canBeGivenBackAndDueMoved() throws Exception {
        String finding = "/api/findings/" + raised();
        ok(inspector.call("POST", finding + "/close", Map.of("words", "看错了")));
        JsonNode back = ok(inspector.call("POST", finding + "/return", Map.of("words", "没有看错")));
        assertThat(back.get("finding").get("state").asString()).isEqualTo("returned");

        Instant due = Instant.now().plus(Duration.ofDays(9));
        JsonNode moved =
                ok(
                        inspector.call(
                                "PUT",
                                finding + "/due",
                                Map.of("words", "等配件", "due", due.toString())));

        assertThat(Instant.parse(moved.get("finding").get("due").asString()))
                .isBetween(due.minusMillis(1), due.plusMillis(1));
        assertThat(
                        Staff.kind(
                                inspector.call(
                                        "PUT",
                                        finding + "/due",
                                        Map.of("words", "昨天", "due", "2020-01-01T00:00:00Z"))))
                .isEqualTo("FINDING_DUE");
    }

    @Test
    void reference_proposedByOffice_holdsOnceApproved() throws Exception {
        String path = "/api/points/" + code;
        String still = ok(officer.call("POST", path + "/stills", Map.of())).get("id").asString();
        JsonNode both = ok(officer.call("POST", path + "/reference", Map.of("still", still)));
        assertThat(both.get("approved").isNull()).isTrue();
        String id = both.get("proposed").get("id").asString();

        JsonNode approved =
                ok(inspector.call("POST", path + "/reference/" + id + "/approval", Map.of()));

        assertThat(approved.get("approved").get("id").asString()).isEqualTo(id);
        assertThat(approved.get("proposed").isNull()).isTrue();
        assertThat(inspector.call("GET", path + "/reference/" + id).statusCode()).isEqualTo(200);
        assertThat(
                        inspector
                                .call("POST", path + "/reference/" + id + "/approval", Map.of())
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void list_states_tellWhatIsWithWhom() throws Exception {
        String finding = raised();
        assertThat(numbers("office")).contains(finding);
        ok(officer.call("POST", "/api/findings/" + finding + "/answer", Map.of("words", "好了")));

        assertThat(numbers("office")).doesNotContain(finding);
        assertThat(numbers("answered")).contains(finding);
        assertThat(numbers("closed")).doesNotContain(finding);
        assertThat(inspector.call("GET", "/api/findings?state=none").statusCode()).isEqualTo(400);
    }

    private List<String> numbers(String state) throws Exception {
        return ok(inspector.call("GET", "/api/findings?state=" + state))
                .get("findings")
                .findValuesAsString("number");
    }
}

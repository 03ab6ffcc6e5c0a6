package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.RelayDoors.Player;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.LedgerRecord;
import org.yuanjian.relay.TicketGate;
import tools.jackson.databind.JsonNode;

/// What an office is told after real looks: through the doors of the relay, at a camera that plays.
final class WatchedTest {
    @TempDir Path data;

    @Test
    void watched_afterRealLooks_tellsWhoAndWhyOfEach() throws Exception {
        try (ConsoleAtCamera here = new ConsoleAtCamera(data)) {
            look(here);
            assertThat(rows(here))
                    .containsExactlyInAnyOrder(
                            "live sub admin other 看看大门口 over",
                            "live sub admin other 看看大门口 over",
                            "platform sub 市局平台 platform  over",
                            "platform sub 市局平台 platform  over",
                            "snapshot  admin finding:2026-118  2",
                            "thumbnail  admin finding:2026-118  1");
        }
    }

    private static void look(ConsoleAtCamera here) throws Exception {
        here.choose("other", "看看大门口");
        assertThat(here.live(here.ticket()).has("problem")).isFalse();
        String platform = here.platformTicket("市局平台");
        try (Player person = here.describe(here.ticket());
                Player one = here.describe(platform);
                Player other = here.describe(platform)) {
            assertThat(List.of(person.status(), one.status(), other.status())).containsOnly(200);
        }
        here.choose("finding", "2026-118");
        here.get("/snapshot");
        here.get("/snapshot");
        ConsoleAtCamera.ok(here.wantThumbnail());
        ConsoleAtCamera.until("a thumbnail", () -> here.get("/thumbnail").statusCode() == 200);
        TicketGate gate = here.console.bean(TicketGate.class);
        ConsoleAtCamera.until("the ends", () -> gate.running().isEmpty());
        assertThat(here.console.records(AuditKind.VIEW_END)).hasSize(4);
    }

    /// As an auditor reads them today.
    private static List<String> rows(ConsoleAtCamera here) throws Exception {
        here.console.forgetCookies();
        here.console.signInAs("auditor");
        String day = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        String path = "/api/watched?day=" + day + "&site=" + here.point.site().id();
        List<String> rows = new ArrayList<>();
        for (JsonNode row : ConsoleAtCamera.ok(here.console.call("GET", path, null))) {
            rows.add(
                    String.join(
                            " ",
                            row.path("kind").asString(""),
                            row.path("stream").asString(""),
                            row.path("name").asString(""),
                            row.path("reason").asString(""),
                            row.path("text").asString(""),
                            row.path("seconds").isNumber()
                                    ? "over"
                                    : row.path("count").asString("open")));
        }
        return rows;
    }

    @Test
    void platformTicket_made_saysForWhomAndWhat() throws Exception {
        try (ConsoleAtCamera here = new ConsoleAtCamera(data)) {
            here.platformTicket("市局平台");
            LedgerRecord made = here.console.records(AuditKind.PLATFORM_TICKET).getFirst();

            assertThat(made.reason()).isEqualTo("platform");
            assertThat(made.text()).isEqualTo("市局平台");
            assertThat(made.facts())
                    .containsEntry("point", here.point.code())
                    .containsEntry("stream", "sub")
                    .containsEntry("what", "made");
        }
    }
}

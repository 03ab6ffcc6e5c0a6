package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.Staff.Colleague;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.access.Grant;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.MemoryTrail;
import org.yuanjian.console.page.IdCursor;

/// Broken glass is told to all it concerns, or it is not broken.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BreakGlassTest {
    private static final String OWN = "440100";
    private static final String OTHER = "440300";

    @TempDir static Path data;

    private final MemoryTrail trail = new MemoryTrail();
    private final AtomicInteger room = new AtomicInteger(1_000);
    private RunningConsole console;
    private Staff staff;
    private Colleague inspector;

    @BeforeAll
    void start() throws Exception {
        trail.before(this::limit);
        console = new RunningConsole(data, trail);
        staff = new Staff(console);
        inspector = staff.join(AccountRole.INSPECTOR, OWN);
    }

    /// As long as there is room for broken glass.
    private void limit(AuditEvent event) {
        if (event.kind() == AuditKind.BREAK_GLASS && room.decrementAndGet() < 0) {
            MemoryTrail.fail();
        }
    }

    @BeforeEach
    void takeBack() {
        standing().forEach(one -> console.bean(AccessStore.class).revoke(one.id(), Instant.now()));
    }

    private List<Grant> standing() {
        return console.bean(AccessStore.class).standing(Instant.now(), "", IdCursor.PAGE);
    }

    @AfterAll
    void stop() {
        staff.close();
        console.close();
    }

    private HttpResponse<String> breakGlass(String kind, String place, String words)
            throws Exception {
        return inspector.call(
                "POST",
                "/api/break-glass",
                Map.of("placeKind", kind, "place", place, "words", words));
    }

    private void assertNothingIsOpen(VideoPoint point) throws Exception {
        assertThat(standing()).isEmpty();
        assertThat(Staff.kind(inspector.ticket(point.code()))).isEqualTo("UNKNOWN_POINT");
    }

    private static String notices(Colleague who) throws Exception {
        return who.call("GET", "/api/notices").body();
    }

    @Test
    void breakGlass_recordOfOneRightFails_givesNone() throws Exception {
        VideoPoint other = staff.point(OTHER);
        for (int recorded : List.of(0, 1, 2)) {
            room.set(recorded);
            var glass = breakGlass("point", other.code(), "a fire in the hall");
            room.set(1_000);

            assertThat(glass.statusCode()).isGreaterThanOrEqualTo(500);
            assertNothingIsOpen(other);
        }
    }

    @Test
    void breakGlass_noticeFails_givesNoRight() throws Exception {
        VideoPoint other = staff.point(OTHER);
        SqlStore sql = console.bean(SqlStore.class);
        sql.write(db -> db.sql("ALTER TABLE notice RENAME TO notice_away").update());
        try {
            var glass = breakGlass("point", other.code(), "a fire in the yard");

            assertThat(glass.statusCode()).isGreaterThanOrEqualTo(500);
            assertNothingIsOpen(other);
        } finally {
            sql.write(db -> db.sql("ALTER TABLE notice_away RENAME TO notice").update());
        }
    }

    @Test
    void breakGlass_overACity_isToldToThoseWithinIt() throws Exception {
        String county = staff.point(OTHER).site().region();
        Colleague within = staff.join(AccountRole.REGION_CHIEF, county);
        Colleague keeper = staff.join(AccountRole.ADMINISTRATOR, county);
        Colleague officer = staff.join(AccountRole.INSPECTOR, county);
        Colleague elsewhere = staff.join(AccountRole.REGION_CHIEF, OWN);

        var glass = breakGlass("region", OTHER, "a flood in the city");

        assertThat(glass.statusCode()).as(glass.body()).isEqualTo(201);
        assertThat(notices(within)).contains("a flood in the city");
        assertThat(notices(keeper)).contains("a flood in the city");
        assertThat(notices(officer)).doesNotContain("a flood in the city");
        assertThat(notices(elsewhere)).doesNotContain("a flood in the city");
        assertThat(standing()).hasSize(3);
    }
}

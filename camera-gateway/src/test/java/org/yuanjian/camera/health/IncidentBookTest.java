package org.yuanjian.camera.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.yuanjian.camera.health.HealthLists.A1;
import static org.yuanjian.camera.health.HealthLists.A2;
import static org.yuanjian.camera.health.HealthLists.A3;
import static org.yuanjian.camera.health.HealthLists.B1;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.health.Incident.Kind;
import org.yuanjian.camera.health.PointCondition.Cause;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;

class IncidentBookTest {
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");

    @TempDir Path folder;
    private final Map<String, PointCondition> conditions = new HashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final IncidentBook book =
            new IncidentBook(Duration.ofSeconds(30), () -> "i" + ids.incrementAndGet(), List.of());
    private SqlStore sql;
    private PointList list;

    @BeforeEach
    void setUp() throws Exception {
        sql = SqlStore.open(SqlSettings.sqlite(folder.resolve("test.db")));
        list = HealthLists.registry(sql, folder).list();
        for (String code : List.of(A1, A2, A3, B1)) {
            set(code, PointState.ONLINE, 0);
        }
    }

    @AfterEach
    void close() {
        sql.close();
    }

    private void set(String code, PointState state, long second) {
        Cause cause = state == PointState.OFFLINE ? Cause.NO_ANSWER : Cause.NONE;
        conditions.put(code, new PointCondition(state, cause, "", START.plusSeconds(second)));
    }

    private List<Incident> review(long second) {
        return book.review(list, conditions, _ -> false, START.plusSeconds(second));
    }

    @Test
    void review_blip_alarmsNobody() {
        set(A1, PointState.OFFLINE, 100);
        assertThat(review(129)).isEmpty();
        set(A1, PointState.ONLINE, 129);
        assertThat(review(200)).isEmpty();
    }

    @Test
    void review_pointInTrouble_isAnIncidentFromItsBeginningToItsEnd() {
        set(A1, PointState.OFFLINE, 100);
        assertThat(review(130))
                .singleElement()
                .returns(Kind.POINT, Incident::kind)
                .returns(A1, Incident::subject)
                .returns(START.plusSeconds(100), Incident::from)
                .returns(null, Incident::to);
        assertThat(review(140)).isEmpty();
        set(A1, PointState.ONLINE, 150);
        assertThat(review(160)).isEmpty();
        assertThat(review(180)).singleElement().returns(START.plusSeconds(150), Incident::to);
        assertThat(book.open()).isEmpty();
    }

    @Test
    void review_siteDropsAsAWhole_isOneIncident() {
        set(A1, PointState.OFFLINE, 100);
        set(A2, PointState.OFFLINE, 110);
        set(A3, PointState.OFFLINE, 115);
        assertThat(review(131))
                .singleElement()
                .returns(Kind.SITE, Incident::kind)
                .returns(3, Incident::points)
                .returns(START.plusSeconds(100), Incident::from);
        set(A2, PointState.ONLINE, 200);
        assertThat(review(231))
                .extracting(Incident::kind, Incident::to)
                .contains(tuple(Kind.SITE, START.plusSeconds(200)));
        assertThat(book.open()).extracting(Incident::subject).containsExactly(A1, A3);
    }

    @Test
    void review_restOfTheSiteFollows_mergesWhatWasThere() {
        set(A1, PointState.OFFLINE, 100);
        review(130);
        set(A2, PointState.OFFLINE, 140);
        set(A3, PointState.OFFLINE, 140);
        assertThat(review(141)).hasSize(2);
        assertThat(book.open()).singleElement().returns(Kind.SITE, Incident::kind);
    }

    @Test
    void review_onlyPointOfASite_isAPoint() {
        set(B1, PointState.UNAUTHORISED, 100);
        assertThat(review(131)).singleElement().returns(Kind.POINT, Incident::kind);
    }

    @Test
    void review_plannedWork_isNone() {
        set(A1, PointState.OFFLINE, 100);
        assertThat(book.review(list, conditions, _ -> true, START.plusSeconds(200))).isEmpty();
        assertThat(review(201)).hasSize(1);
    }

    @Test
    void review_pointTakenOutOfUse_endsItsIncident() {
        set(A1, PointState.OFFLINE, 100);
        review(131);
        assertThat(book.review(PointList.EMPTY, conditions, _ -> false, START.plusSeconds(140)))
                .singleElement()
                .returns(START.plusSeconds(140), Incident::to);
    }
}

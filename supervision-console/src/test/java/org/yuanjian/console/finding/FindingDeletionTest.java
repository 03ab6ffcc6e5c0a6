package org.yuanjian.console.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.console.evidence.EvidenceClip;
import org.yuanjian.console.evidence.EvidenceStore;
import org.yuanjian.console.finding.Finding.State;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class FindingDeletionTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1_000));

    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(NOW));
    private final SqlStore sql;
    private final FindingStore findings;

    FindingDeletionTest(TestDatabase database, @TempDir Path folder) {
        sql = ConsoleDatabase.open(database, folder);
        findings = new FindingStore(sql, ids);
    }

    @AfterEach
    void close() {
        sql.close();
    }

    private Finding raise() {
        return findings.raise(
                new FindingStore.Draft(
                        ids.next(),
                        new Finding.Where("p1", "s1", "440100"),
                        Finding.Kind.MOVED,
                        "words",
                        "",
                        "inspector",
                        NOW,
                        NOW,
                        ""));
    }

    private Finding closed() {
        Finding finding = raise();
        FindingStep step =
                new FindingStep(
                        ids.next(), FindingStep.Kind.CLOSED, "chief", "", null, NOW, List.of());
        findings.take(finding, new FindingStore.Move(EnumSet.of(State.RAISED), State.CLOSED), step);
        return findings.finding(finding.number()).orElseThrow();
    }

    private List<String> delete(Instant before) {
        return sql.write(db -> FindingDeletion.findings(db, before, 9));
    }

    @Test
    void findings_closedBefore_goWithStepsAndPicturesAndOpenOnesStay() {
        Finding open = raise();
        Finding closed = closed();
        new PictureStore(sql, ids)
                .put(new PictureStore.Picture(closed.id(), "", "officer", new byte[] {1}, NOW));
        assertThat(closed.closed()).contains(NOW);
        assertThat(open.closed()).isEmpty();
        assertThat(delete(NOW)).isEmpty();

        assertThat(delete(LATER)).containsExactly(closed.id());

        assertThat(findings.finding(closed.number())).isEmpty();
        assertThat(findings.steps(closed.id())).isEmpty();
        assertThat(findings.finding(open.number())).isPresent();
    }

    @Test
    void findings_withAClip_stayAsLongAsIt() {
        Finding closed = closed();
        new EvidenceStore(sql)
                .add(
                        new EvidenceClip(
                                "clip",
                                EvidenceClip.State.SEALED,
                                new EvidenceClip.Order(
                                        "p1",
                                        "大厅",
                                        "sub",
                                        "inspector",
                                        "routine_tour",
                                        closed.name(),
                                        "node-1",
                                        NOW),
                                EvidenceClip.Media.NONE));

        assertThat(delete(LATER)).isEmpty();
        sql.write(db -> db.sql("DELETE FROM evidence_clip").update());
        assertThat(delete(LATER)).containsExactly(closed.id());
    }

    @Test
    void references_replacedBefore_goAndTheOneInUseStays() {
        for (int year = 0; year < 3; year++) {
            reference("r" + year, "p1", NOW.plus(Duration.ofDays(365L * year)));
        }
        reference("other", "p2", NOW);

        List<String> gone =
                sql.write(db -> FindingDeletion.references(db, NOW.plus(Duration.ofDays(366)), 9));

        assertThat(gone).containsExactly("r0");
        ReferenceStore references = new ReferenceStore(sql, ids);
        assertThat(references.approved("p1").orElseThrow().id()).isEqualTo("r2");
        assertThat(references.approved("p2")).isPresent();
    }

    private void reference(String id, String point, Instant approved) {
        sql.write(db ->
                db.sql("INSERT INTO reference_view VALUES (?, ?, 'a', ?, ?, 'b', ?)")
                        .params(id, point, new byte[] {1}, Micros.of(NOW), Micros.of(approved))
                        .update());
    }
}

package org.yuanjian.console.tour;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.finding.Finding;
import org.yuanjian.console.finding.RaisedFindings;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.tour.LookStore.RunLook;
import org.yuanjian.console.tour.RunRecord.Counts;
import org.yuanjian.console.tour.RunRecord.RecordFinding;
import org.yuanjian.console.tour.RunRecord.RecordLook;
import tools.jackson.databind.json.JsonMapper;

/// Begins tours, draws up their records and has them signed: the digest goes into the ledger, whose
/// heads are signed, and the record as it was then is kept. Any thread.
final class RunDesk {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double MILLIS = 1_000;

    private final RunStore runs;
    private final LookStore looks;
    private final RaisedFindings findings;
    private final Rights rights;
    private final AccountStore accounts;
    private final AuditTrail audit;
    private final RunSigning signing;
    private final InstantSource clock;

    /// What a desk works with.
    record Around(
            RunStore runs,
            LookStore looks,
            RaisedFindings findings,
            Rights rights,
            AccountStore accounts,
            AuditTrail audit,
            RunSigning signing,
            InstantSource clock) {}

    RunDesk(Around around) {
        this.runs = around.runs();
        this.looks = around.looks();
        this.findings = around.findings();
        this.rights = around.rights();
        this.accounts = around.accounts();
        this.audit = around.audit();
        this.signing = around.signing();
        this.clock = around.clock();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    TourRun begin(Person person, RunStore.Draft draft) {
        audit.append(
                AuditEvent.done(AuditKind.TOUR, person.actor(), "")
                        .because(draft.purpose(), "")
                        .with("change", "begun")
                        .with("points", Integer.toString(draft.points().size())));
        return runs.begin(draft);
    }

    /// As it stands.
    RunRecord record(TourRun run) {
        PointList list = rights.list();
        Map<String, RunLook> seen =
                looks.ofRun(run.id()).stream()
                        .collect(Collectors.toMap(one -> one.look().point(), Function.identity()));
        List<RecordLook> all =
                run.points().stream()
                        .map(code -> look(list, code, Optional.ofNullable(seen.get(code))))
                        .toList();
        return new RunRecord(
                RunRecord.FORMAT,
                run.number(),
                run.plan().name(),
                accounts.account(run.account()).map(Account::fullName).orElse(""),
                run.account(),
                run.purpose(),
                list.region(run.plan().region()).map(Region::name).orElse(""),
                run.started(),
                Objects.requireNonNullElseGet(run.ended(), this::now),
                run.plan().grid(),
                run.plan().seconds(),
                run.course().pausedMillis(),
                run.course().pages(),
                run.course().words(),
                counts(all),
                all,
                findings.ofRun(run.id()).stream()
                        .filter(one -> one.raisedBy().equals(run.account()))
                        .map(one -> finding(list, one))
                        .toList());
    }

    private static Counts counts(List<RecordLook> all) {
        Map<String, Long> states =
                all.stream()
                        .collect(Collectors.groupingBy(RecordLook::state, Collectors.counting()));
        return new Counts(
                all.size(),
                states.getOrDefault("seen", 0L).intValue(),
                states.getOrDefault("tried", 0L).intValue(),
                states.getOrDefault("missed", 0L).intValue());
    }

    private static RecordLook look(PointList list, String code, Optional<RunLook> seen) {
        Optional<VideoPoint> point = list.known(code);
        return new RecordLook(
                code,
                point.map(VideoPoint::name).orElse(""),
                point.map(one -> one.site().name()).orElse(""),
                seen.map(one -> one.look().state().key()).orElse("missed"),
                seen.map(one -> one.look().why()).orElse(""),
                seen.map(one -> one.look().millis() / MILLIS).orElse(0.0),
                seen.map(one -> one.first().toString()).orElse(""));
    }

    private static RecordFinding finding(PointList list, Finding finding) {
        Optional<VideoPoint> point = list.known(finding.where().point());
        return new RecordFinding(
                finding.name(),
                finding.kind().key(),
                finding.where().point(),
                point.map(VideoPoint::name).orElse(""),
                point.map(one -> one.site().name()).orElse(""),
                finding.words(),
                finding.raised(),
                finding.due());
    }

    /// Once and for good; who asks again is told nothing else.
    void sign(Person person, TourRun run) {
        signing.sign(
                person.actor(),
                run,
                () -> JSON.writeValueAsString(record(runs.run(run.id()).orElseThrow())));
    }

    static ProblemException state() {
        return new ProblemException(
                HttpStatus.CONFLICT, "TOUR_STATE", "The tour is in another state by now");
    }
}

package org.yuanjian.console.finding;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.finding.Finding.State;
import org.yuanjian.console.notice.Notice;
import org.yuanjian.console.notice.NoticeBoard;
import org.yuanjian.console.problem.ProblemException;

/// Takes the steps of findings: first the record of it, then the step, then a notice to those it
/// concerns. Any thread.
final class FindingDesk {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int USUAL_DAYS = 3;
    private static final LocalTime END_OF_WORK = LocalTime.of(18, 0);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final FindingStore findings;
    private final PictureStore pictures;
    private final AuditTrail audit;
    private final NoticeBoard notices;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    /// What a desk works with.
    record Around(
            FindingStore findings,
            PictureStore pictures,
            AuditTrail audit,
            NoticeBoard notices,
            InstantSource clock) {}

    FindingDesk(Around around) {
        this.findings = around.findings();
        this.pictures = around.pictures();
        this.audit = around.audit();
        this.notices = around.notices();
        this.clock = around.clock();
        this.ids = new TimeOrderedIds(clock);
    }

    /// What was seen at a point.
    ///
    /// @param still id of a still the person took there; empty for none
    /// @param run id of the tour it was seen in; empty for none
    record Seen(VideoPoint point, Finding.Kind kind, String words, String still, String run) {}

    /// @param due until when it is to be put right; [Instant#MIN] for the usual time
    Finding raise(Person person, Seen seen, Instant due) {
        Instant now = now();
        Finding.Where where =
                new Finding.Where(
                        seen.point().code(),
                        seen.point().site().id(),
                        seen.point().site().region());
        FindingStore.Draft draft =
                new FindingStore.Draft(
                        ids.next(),
                        where,
                        seen.kind(),
                        seen.words(),
                        seen.run(),
                        person.accountId(),
                        now,
                        due.equals(Instant.MIN) ? usualDue(now) : checked(due, now),
                        seen.still());
        audit.append(
                AuditEvent.done(AuditKind.FINDING, person.actor(), where.point())
                        .because("", seen.words())
                        .with("change", "raised")
                        .with("finding", draft.id())
                        .with("kind", seen.kind().key()));
        Finding raised = findings.raise(draft);
        tell(raised, "raised");
        return raised;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant usualDue(Instant now) {
        return now.atZone(CHINA)
                .toLocalDate()
                .plusDays(USUAL_DAYS)
                .atTime(END_OF_WORK)
                .atZone(CHINA)
                .toInstant();
    }

    private static Instant checked(Instant due, Instant now) {
        if (due.isBefore(now) || due.isAfter(now.plus(LONGEST))) {
            throw refused("FINDING_DUE", "A time within the next year");
        }
        return due.truncatedTo(ChronoUnit.MICROS);
    }

    static ProblemException refused(String kind, String title) {
        return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, kind, title);
    }

    /// The office has read it.
    void accept(Person person, Finding finding) {
        take(
                person,
                finding,
                new Step(FindingStep.Kind.ACCEPTED, "", null, List.of()),
                new FindingStore.Move(EnumSet.of(State.RAISED, State.RETURNED), State.ACCEPTED));
    }

    /// The office says that it is put right, with words or with the pictures it put there before.
    void answer(Person person, Finding finding, String words) {
        List<String> waiting = pictures.waiting(finding, person.accountId());
        if (words.isEmpty() && waiting.isEmpty()) {
            throw refused("FINDING_ANSWER", "Words or a picture");
        }
        take(
                person,
                finding,
                new Step(FindingStep.Kind.ANSWERED, words, null, waiting),
                new FindingStore.Move(State.WITH_OFFICE, State.ANSWERED));
    }

    /// It is put right. Whoever answered does not say so as well.
    void close(Person person, Finding finding, String words) {
        boolean isOwnAnswer =
                findings.steps(finding.id()).stream()
                        .filter(step -> step.kind() == FindingStep.Kind.ANSWERED)
                        .reduce((_, last) -> last)
                        .filter(last -> last.account().equals(person.accountId()))
                        .isPresent();
        if (isOwnAnswer) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "FINDING_OWN_ANSWER", "Who answered does not close");
        }
        if (finding.state() != State.ANSWERED && words.isEmpty()) {
            throw refused("FINDING_WORDS", "Say why it is closed without an answer");
        }
        take(
                person,
                finding,
                new Step(FindingStep.Kind.CLOSED, words, null, List.of()),
                new FindingStore.Move(State.OPEN, State.CLOSED));
    }

    /// It is not put right.
    ///
    /// @param due until when it is to be; [Instant#MIN] for the usual time
    void giveBack(Person person, Finding finding, String words, Instant due) {
        boolean wasClosed = finding.state() == State.CLOSED;
        if (words.isEmpty()) {
            throw refused("FINDING_WORDS", "Say what is missing");
        }
        Instant now = now();
        Instant until = due.equals(Instant.MIN) ? usualDue(now) : checked(due, now);
        FindingStep.Kind kind = wasClosed ? FindingStep.Kind.REOPENED : FindingStep.Kind.RETURNED;
        take(
                person,
                finding,
                new Step(kind, words, until, List.of()),
                new FindingStore.Move(EnumSet.of(State.ANSWERED, State.CLOSED), State.RETURNED));
    }

    /// There is more time, or less.
    void setDue(Person person, Finding finding, String words, Instant due) {
        if (words.isEmpty()) {
            throw refused("FINDING_WORDS", "Say why the day changes");
        }
        take(
                person,
                finding,
                new Step(FindingStep.Kind.DUE, words, checked(due, now()), List.of()),
                new FindingStore.Move(State.WITH_OFFICE, finding.state()));
    }

    private record Step(
            FindingStep.Kind kind, String words, @Nullable Instant due, List<String> pictures) {}

    private void take(Person person, Finding finding, Step step, FindingStore.Move move) {
        if (!move.from().contains(finding.state())) {
            throw moved();
        }
        audit.append(
                AuditEvent.done(AuditKind.FINDING, person.actor(), finding.where().point())
                        .because("", step.words())
                        .with("change", step.kind().key())
                        .with("finding", finding.id())
                        .with("number", finding.name()));
        FindingStep taken =
                new FindingStep(
                        ids.next(),
                        step.kind(),
                        person.accountId(),
                        step.words(),
                        step.due(),
                        now(),
                        step.pictures());
        if (!findings.take(finding, expecting(finding, move), taken)) {
            throw moved();
        }
        tell(finding, step.kind().key());
    }

    /// Nobody's step is taken on top of one the person has not seen.
    private static FindingStore.Move expecting(Finding finding, FindingStore.Move move) {
        return new FindingStore.Move(Set.of(finding.state()), move.to());
    }

    private static ProblemException moved() {
        return new ProblemException(
                HttpStatus.CONFLICT, "FINDING_STATE", "It is in another state by now");
    }

    private void tell(Finding finding, String change) {
        notices.post(notice(finding, change));
    }

    /// Tells once of each that became overdue, and forgets pictures nobody used.
    void look() {
        Instant now = now();
        pictures.dropOld(now);
        findings.takeOverdue(now).forEach(finding -> tell(finding, "overdue"));
    }

    private static Notice notice(Finding finding, String change) {
        return new Notice(
                "finding_" + change,
                finding.where().region(),
                finding.where().point(),
                Map.of("number", finding.name(), "kind", finding.kind().key()));
    }
}

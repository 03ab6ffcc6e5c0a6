package org.yuanjian.console.finding;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.finding.Finding.State;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.retention.Retained;

/// Lets inspectors raise findings and judge answers, and offices answer them.
@RestController
final class FindingController {
    private static final int LONGEST = 1_000;
    private static final int MOST_EARLIER = 20;
    private static final Map<String, Set<State>> SELECTED =
            Map.of(
                    "open", State.OPEN,
                    "office", State.WITH_OFFICE,
                    "answered", EnumSet.of(State.ANSWERED),
                    "closed", EnumSet.of(State.CLOSED),
                    "all", EnumSet.allOf(State.class));

    private final FindingScope scope;
    private final FindingDesk desk;
    private final FindingStore findings;
    private final PictureStore pictures;
    private final Rights rights;
    private final AccountStore accounts;
    private final OpenTours tours;
    private final Retained findingsKept;
    private final InstantSource clock;

    FindingController(
            FindingScope scope,
            FindingDesk desk,
            FindingStore findings,
            PictureStore pictures,
            Rights rights,
            AccountStore accounts,
            OpenTours tours,
            Retained findingsKept,
            InstantSource clock) {
        this.scope = scope;
        this.desk = desk;
        this.findings = findings;
        this.pictures = pictures;
        this.rights = rights;
        this.accounts = accounts;
        this.tours = tours;
        this.findingsKept = findingsKept;
        this.clock = clock;
    }

    /// @param next what to ask for next with `before`; null at the end
    record Page(List<FindingView.Row> findings, @Nullable String next) {}

    /// The newest first, of what is overdue the longest first. A page may be short, or empty,
    /// though others follow: `next` tells.
    ///
    /// @param state open, office, answered, closed, all or overdue
    @Needs(Right.FINDINGS)
    @GetMapping("/api/findings")
    Page list(
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(defaultValue = "") String before,
            Person person) {
        if (state.equals("overdue")) {
            return new Page(rows(findings.overdue(clock.instant()), scope.of(person)), null);
        }
        Set<State> states = SELECTED.get(state);
        if (states == null) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "BAD_REQUEST", "No such state");
        }
        List<Finding> page = findings.before(IdCursor.of(before), states, IdCursor.PAGE);
        return new Page(
                rows(page, scope.of(person)), IdCursor.next(page, IdCursor.PAGE, Finding::id));
    }

    private List<FindingView.Row> rows(Collection<Finding> findings, Scope known) {
        FindingView view = view();
        return findings.stream()
                .filter(finding -> FindingScope.knows(known, finding))
                .map(view::row)
                .toList();
    }

    private FindingView view() {
        return new FindingView(rights.list(), accounts, clock.instant());
    }

    /// @param open not closed
    /// @param overdue with which an office is late
    /// @param answered about which an inspector has to say something
    record Counts(int open, int overdue, int answered) {}

    @Needs(Right.FINDINGS)
    @GetMapping("/api/findings/counts")
    Counts counts(Person person) {
        Instant now = clock.instant();
        Scope known = scope.of(person);
        List<Finding> open =
                findings.since(now).stream()
                        .filter(finding -> FindingScope.knows(known, finding))
                        .filter(finding -> finding.state() != State.CLOSED)
                        .toList();
        return new Counts(
                open.size(),
                (int) open.stream().filter(finding -> finding.isOverdue(now)).count(),
                (int) open.stream().filter(one -> one.state() == State.ANSWERED).count());
    }

    @Needs(Right.FINDINGS)
    @GetMapping("/api/findings/{finding}")
    FindingView.Whole finding(@PathVariable String finding, Person person) {
        return whole(scope.require(person, finding), person);
    }

    private FindingView.Whole whole(Finding finding, Person person) {
        FindingView view = view();
        List<Finding> earlier = findings.before(finding, MOST_EARLIER);
        return new FindingView.Whole(
                view.row(finding),
                finding.run(),
                findings.steps(finding.id()).stream()
                        .map(step -> view.step(step, person.accountId()))
                        .toList(),
                pictures.waiting(finding, person.accountId()),
                earlier.stream().map(view::row).toList(),
                finding.closed().map(findingsKept::deletion).orElse(null));
    }

    /// @param still one the caller took of the point; null for none
    /// @param run tour it was seen in; null for none
    /// @param due null for the usual time
    record Wish(
            @Nullable String point,
            @Nullable String kind,
            @Nullable String words,
            @Nullable String still,
            @Nullable String run,
            @Nullable Instant due) {}

    @Needs(Right.INSPECT)
    @PostMapping("/api/findings")
    @ResponseStatus(HttpStatus.CREATED)
    FindingView.Whole raise(@RequestBody Wish wish, Person person) {
        String code = Objects.requireNonNullElse(wish.point(), "");
        rights.require(person, Right.INSPECT, code);
        VideoPoint point = rights.list().point(code).orElseThrow(FindingScope::unknown);
        Finding.Kind kind =
                Finding.Kind.of(Objects.requireNonNullElse(wish.kind(), ""))
                        .orElseThrow(() -> FindingDesk.refused("FINDING_KIND", "What is wrong"));
        FindingDesk.Seen seen =
                new FindingDesk.Seen(
                        point,
                        kind,
                        FindingView.words(wish.words(), LONGEST),
                        IdCursor.of(Objects.requireNonNullElse(wish.still(), "")),
                        IdCursor.of(Objects.requireNonNullElse(wish.run(), "")));
        if (!seen.run().isEmpty() && !tours.isOpen(seen.run(), person.accountId(), code)) {
            throw FindingDesk.refused("UNKNOWN_TOUR", "No such tour of yours");
        }
        return whole(desk.raise(person, seen, due(wish.due())), person);
    }

    private static Instant due(@Nullable Instant due) {
        return Objects.requireNonNullElse(due, Instant.MIN);
    }

    /// @param due null where it stays, or for the usual time
    record Words(@Nullable String words, @Nullable Instant due) {
        String text() {
            return FindingView.words(words, LONGEST);
        }
    }

    @Needs(Right.FINDINGS)
    @PostMapping("/api/findings/{finding}/accept")
    FindingView.Whole accept(@PathVariable String finding, Person person) {
        desk.accept(person, scope.require(person, finding));
        return finding(finding, person);
    }

    /// With the pictures the caller put there before.
    @Needs(Right.FINDINGS)
    @PostMapping("/api/findings/{finding}/answer")
    FindingView.Whole answer(
            @PathVariable String finding, @RequestBody Words words, Person person) {
        desk.answer(person, scope.require(person, finding), words.text());
        return finding(finding, person);
    }

    @Needs(Right.INSPECT)
    @PostMapping("/api/findings/{finding}/close")
    FindingView.Whole close(@PathVariable String finding, @RequestBody Words words, Person person) {
        desk.close(person, scope.requireToJudge(person, finding), words.text());
        return finding(finding, person);
    }

    /// Also one that was closed.
    @Needs(Right.INSPECT)
    @PostMapping("/api/findings/{finding}/return")
    FindingView.Whole giveBack(
            @PathVariable String finding, @RequestBody Words words, Person person) {
        Finding known = scope.requireToJudge(person, finding);
        desk.giveBack(person, known, words.text(), due(words.due()));
        return finding(finding, person);
    }

    @Needs(Right.INSPECT)
    @PutMapping("/api/findings/{finding}/due")
    FindingView.Whole setDue(
            @PathVariable String finding, @RequestBody Words words, Person person) {
        Finding known = scope.requireToJudge(person, finding);
        desk.setDue(person, known, words.text(), due(words.due()));
        return finding(finding, person);
    }
}

package org.yuanjian.console.tour;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.ticket.Purposes;

/// Hears from pages what was seen on them, and tells how much of the own region was.
@RestController
final class LookController {
    private static final int MOST = 64;
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();
    private static final Duration LONG_UNSEEN = Duration.ofDays(3);
    private static final Pattern WHY = Pattern.compile("[A-Z_]{0,32}");

    private final LookStore looks;
    private final RunStore runs;
    private final Rights rights;
    private final Purposes purposes;
    private final InstantSource clock;
    private final LookTimes times = new LookTimes();

    LookController(
            LookStore looks, RunStore runs, Rights rights, Purposes purposes, InstantSource clock) {
        this.looks = looks;
        this.runs = runs;
        this.rights = rights;
        this.purposes = purposes;
        this.clock = clock;
    }

    /// @param millis how long frames were shown on a visible page, since the last word of it
    /// @param why kind of what kept the picture away; null for nothing
    record Said(@Nullable String point, @Nullable Long millis, @Nullable String why) {}

    /// @param run tour they belong to; null for none
    record Wish(@Nullable String run, @Nullable List<@Nullable Said> looks) {}

    /// Points of somebody else are left out.
    @Needs(Right.LIVE)
    @PostMapping("/api/looks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@RequestBody Wish wish, Person person) {
        purposes.need(person);
        List<@Nullable Said> said = wish.looks() == null ? List.of() : wish.looks();
        if (said.size() > MOST) {
            throw new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "LOOKS", "Up to 64");
        }
        Optional<TourRun> run = run(wish, person);
        Instant now = clock.instant();
        List<Look> shown =
                said.stream()
                        .filter(Objects::nonNull)
                        .filter(look -> mayLook(person, look))
                        .filter(look -> run.isEmpty() || run.get().points().contains(look.point()))
                        .map(LookController::look)
                        .sorted(Comparator.comparing(Look::point))
                        .toList();
        looks.add(
                new LookStore.By(person.accountId(), run.map(TourRun::id).orElse(""), now),
                times.possible(person.sessionId(), shown, now));
    }

    private boolean mayLook(Person person, Said said) {
        return said.point() != null
                && rights.refusal(person.account(), Right.LIVE, said.point()).isEmpty();
    }

    private static Look look(Said said) {
        String why = Objects.requireNonNullElse(said.why(), "");
        long millis = Objects.requireNonNullElse(said.millis(), 0L);
        return Look.of(
                Objects.requireNonNull(said.point()),
                Math.clamp(millis, 0, LONGEST_MILLIS),
                WHY.matcher(why).matches() ? why : "");
    }

    /// The caller's, which runs; empty where none is named.
    private Optional<TourRun> run(Wish wish, Person person) {
        String run = Objects.requireNonNullElse(wish.run(), "");
        if (run.isEmpty()) {
            return Optional.empty();
        }
        Optional<TourRun> own =
                runs.run(run)
                        .filter(one -> one.account().equals(person.accountId()))
                        .filter(one -> one.state() == TourRun.State.RUNNING);
        if (own.isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_TOUR", "No such tour");
        }
        return own;
    }

    /// @param seen points the caller saw today
    /// @param of how many it may look at
    /// @param yesterday points it saw the day before
    /// @param longUnseen points nobody saw for three days
    record Today(int seen, int of, int yesterday, int longUnseen) {}

    @Needs(Right.LIVE)
    @GetMapping("/api/looks/today")
    Today today(Person person) {
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, LookStore.CHINA);
        Scope scope = rights.scope(person, Right.LIVE);
        List<String> own =
                scope.list().points().stream().filter(scope::covers).map(VideoPoint::code).toList();
        Map<String, Instant> last = looks.last();
        Instant since = now.minus(LONG_UNSEEN);
        return new Today(
                count(own, looks.seen(person.accountId(), day)),
                own.size(),
                count(own, looks.seen(person.accountId(), day.minusDays(1))),
                (int)
                        own.stream()
                                .filter(code ->
                                        last.getOrDefault(code, Instant.EPOCH).isBefore(since))
                                .count());
    }

    private static int count(List<String> own, Set<String> seen) {
        return (int) own.stream().filter(seen::contains).count();
    }
}

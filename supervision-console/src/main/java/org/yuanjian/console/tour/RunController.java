package org.yuanjian.console.tour;

import static org.yuanjian.console.tour.TourRun.State.ENDED;
import static org.yuanjian.console.tour.TourRun.State.SIGNING;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.page.PlainText;
import org.yuanjian.console.paper.PaperWords;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.retention.Retained;
import org.yuanjian.console.ticket.Purposes;
import tools.jackson.databind.json.JsonMapper;

/// Lets a person begin a tour, end it and sign its record.
@RestController
final class RunController {
    private static final int PAGE = 30;
    private static final int MOST_POINTS = 5_000;
    private static final Set<Integer> GRIDS = Set.of(1, 4, 9, 16);
    private static final int LEAST_SECONDS = 5;
    private static final int MOST_SECONDS = 300;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_WORDS = 2_000;

    private final RunStore runs;
    private final RunDesk desk;
    private final LookStore looks;
    private final Rights rights;
    private final Purposes purposes;
    private final Retained runsKept;

    RunController(
            RunStore runs,
            RunDesk desk,
            LookStore looks,
            Rights rights,
            Purposes purposes,
            Retained runsKept) {
        this.runsKept = runsKept;
        this.runs = runs;
        this.desk = desk;
        this.looks = looks;
        this.rights = rights;
        this.purposes = purposes;
    }

    /// @param points codes
    /// @param order `longest_unseen`, or `list` as they stand
    record Wish(
            @Nullable String name,
            @Nullable List<@Nullable String> points,
            @Nullable String order,
            @Nullable Integer grid,
            @Nullable Integer seconds) {}

    /// One line of a list.
    ///
    /// @param deleteOn day on which it is deleted with its looks; null while it runs
    record Row(
            String id,
            String number,
            String name,
            String state,
            int points,
            Instant started,
            @Nullable Instant ended,
            String digest,
            long leaf,
            @Nullable LocalDate deleteOn) {}

    /// @param points codes in the order in which they are to be seen
    /// @param record as it stands; as it was signed it is told by its own address
    record Whole(Row run, int grid, int seconds, List<String> points, RunRecord record) {}

    record Page(List<Row> runs, @Nullable String next) {}

    private Row row(TourRun run) {
        TourRun.Seal seal = run.seal();
        return new Row(
                run.id(),
                run.number(),
                run.plan().name(),
                (run.state() == SIGNING ? ENDED : run.state()).key(),
                run.points().size(),
                run.started(),
                run.ended(),
                seal == null ? "" : seal.digest(),
                seal == null ? -1 : seal.leaf(),
                run.ended() == null ? null : runsKept.deletion(run.ended()));
    }

    /// One's own, the newest first.
    @Needs(Right.LIVE)
    @GetMapping("/api/runs")
    Page list(@RequestParam(defaultValue = "") String before, Person person) {
        List<TourRun> page = runs.before(person.accountId(), IdCursor.of(before), PAGE);
        return new Page(
                page.stream().map(this::row).toList(), IdCursor.next(page, PAGE, TourRun::id));
    }

    /// Points the person may not look at are left out.
    @Needs(Right.LIVE)
    @PostMapping("/api/runs")
    @ResponseStatus(HttpStatus.CREATED)
    Whole begin(@RequestBody Wish wish, Person person) {
        String purpose = purposes.need(person).key();
        Scope scope = rights.scope(person, Right.LIVE);
        List<VideoPoint> points = points(wish, scope);
        if (Objects.requireNonNullElse(wish.order(), "list").equals("longest_unseen")) {
            Map<String, Instant> last = looks.last();
            points.sort(
                    Comparator.comparing(point -> last.getOrDefault(point.code(), Instant.EPOCH)));
        }
        TourRun.Plan plan =
                new TourRun.Plan(
                        text(wish.name(), LONGEST_NAME),
                        region(scope.list(), points),
                        grid(wish),
                        seconds(wish));
        List<String> codes = points.stream().map(VideoPoint::code).toList();
        return whole(
                desk.begin(
                        person,
                        new RunStore.Draft(plan, person.accountId(), purpose, codes, desk.now())));
    }

    private static List<VideoPoint> points(Wish wish, Scope scope) {
        Set<String> codes = new HashSet<>();
        List<VideoPoint> points = new ArrayList<>();
        for (@Nullable String code : listed(wish)) {
            if (code != null && codes.add(code)) {
                scope.list().point(code).filter(scope::covers).ifPresent(points::add);
            }
        }
        if (points.isEmpty() || points.size() > MOST_POINTS) {
            throw refused("TOUR_POINTS", "1 to 5,000 points that may be looked at");
        }
        return points;
    }

    private static List<@Nullable String> listed(Wish wish) {
        return wish.points() == null ? List.of() : wish.points();
    }

    /// The smallest that holds them all.
    private static String region(PointList list, List<VideoPoint> points) {
        List<Region> common = List.of();
        for (VideoPoint point : points) {
            List<Region> path = list.path(point.site().region());
            common = common.isEmpty() ? path : common.stream().filter(path::contains).toList();
        }
        return common.isEmpty() ? "" : common.getLast().code();
    }

    private static int grid(Wish wish) {
        int grid = Objects.requireNonNullElse(wish.grid(), 9);
        if (!GRIDS.contains(grid)) {
            throw refused("TOUR_GRID", "1, 4, 9 or 16");
        }
        return grid;
    }

    private static int seconds(Wish wish) {
        int seconds = Objects.requireNonNullElse(wish.seconds(), 12);
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw refused("TOUR_SECONDS", "5 to 300 seconds");
        }
        return seconds;
    }

    private static String text(@Nullable String text, int longest) {
        return PlainText.of(text, longest)
                .orElseThrow(() -> refused("TOUR_WORDS", "At most " + longest + " letters"));
    }

    private static ProblemException refused(String kind, String title) {
        return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, kind, title);
    }

    @Needs(Right.LIVE)
    @GetMapping("/api/runs/{run}")
    Whole run(@PathVariable String run, Person person) {
        return whole(own(run, person));
    }

    private TourRun own(String run, Person person) {
        return runs.run(run)
                .filter(one -> one.account().equals(person.accountId()))
                .orElseThrow(RunController::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_TOUR", "No such tour");
    }

    private Whole whole(TourRun run) {
        return new Whole(
                row(run), run.plan().grid(), run.plan().seconds(), run.points(), desk.record(run));
    }

    /// @param pausedMillis how long it stood still
    /// @param pages that were turned
    record End(@Nullable Long pausedMillis, @Nullable Integer pages, @Nullable String words) {}

    /// May be said again, with other words, until it is signed.
    @Needs(Right.LIVE)
    @PostMapping("/api/runs/{run}/end")
    Whole end(@PathVariable String run, @RequestBody End end, Person person) {
        TourRun own = own(run, person);
        TourRun.Course course =
                new TourRun.Course(
                        Math.clamp(
                                Objects.requireNonNullElse(end.pausedMillis(), 0L),
                                0,
                                Duration.between(own.started(), desk.now()).toMillis()),
                        Math.clamp(Objects.requireNonNullElse(end.pages(), 0), 0, MOST_POINTS),
                        text(end.words(), LONGEST_WORDS));
        if (!runs.end(own.id(), course, desk.now())) {
            throw RunDesk.state();
        }
        return run(run, person);
    }

    @Needs(Right.LIVE)
    @PostMapping("/api/runs/{run}/resume")
    Whole resume(@PathVariable String run, Person person) {
        if (!runs.resume(own(run, person), desk.now())) {
            throw RunDesk.state();
        }
        return run(run, person);
    }

    @Needs(Right.LIVE)
    @PostMapping("/api/runs/{run}/signature")
    Whole sign(@PathVariable String run, Person person) {
        desk.sign(person, own(run, person));
        return run(run, person);
    }

    /// To be printed.
    @Needs(Right.LIVE)
    @GetMapping("/api/runs/{run}/paper")
    ResponseEntity<byte[]> paper(@PathVariable String run, Person person, Locale locale) {
        TourRun own = own(run, person);
        String record = runs.record(own.id()).orElseThrow(RunController::unknown);
        TourRun.Seal seal = Objects.requireNonNull(own.seal());
        byte[] paper =
                new RunPaper(new PaperWords(locale))
                        .print(JsonMapper.shared().readValue(record, RunRecord.class), seal);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(own.number() + ".pdf")
                                .build()
                                .toString())
                .body(paper);
    }

    /// Byte for byte as it was signed: its SHA-256 stands in the ledger.
    @Needs(Right.LIVE)
    @GetMapping("/api/runs/{run}/record")
    ResponseEntity<String> record(@PathVariable String run, Person person) {
        String record = runs.record(own(run, person).id()).orElseThrow(RunController::unknown);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(record);
    }
}

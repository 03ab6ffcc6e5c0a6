package org.yuanjian.console.tour;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.page.PlainText;
import org.yuanjian.console.problem.ProblemException;

/// Keeps layouts of the wall and tours, for oneself or shared with all of one's region.
@RestController
final class PlanController {
    private static final int MOST = 100;
    private static final int MOST_POINTS = 5_000;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_SECONDS = 300;
    private static final Set<Integer> GRIDS = Set.of(1, 4, 9, 16);

    private final PlanStore plans;
    private final Rights rights;

    PlanController(PlanStore plans, Rights rights) {
        this.plans = plans;
        this.rights = rights;
    }

    /// @param own whether it is the caller's
    /// @param points those the caller may not know of are empty
    record View(
            String id,
            String kind,
            String name,
            boolean own,
            boolean shared,
            int grid,
            int seconds,
            String order,
            List<String> points) {}

    record Page(List<View> plans, @Nullable String next) {}

    /// @param kind layout or tour
    record Wish(
            @Nullable String kind,
            @Nullable String name,
            @Nullable Boolean shared,
            @Nullable Integer grid,
            @Nullable Integer seconds,
            @Nullable String order,
            @Nullable List<@Nullable String> points) {}

    /// The oldest first.
    @Needs(Right.LIVE)
    @GetMapping("/api/wall-plans")
    Page list(@RequestParam(defaultValue = "") String after, Person person) {
        List<WallPlan> page = plans.after(IdCursor.of(after), person.accountId(), IdCursor.PAGE);
        Scope scope = rights.scope(person, Right.LIVE);
        return new Page(
                page.stream()
                        .filter(plan -> isShown(plan, person))
                        .map(plan -> view(plan, scope, person))
                        .toList(),
                IdCursor.next(page, IdCursor.PAGE, WallPlan::id));
    }

    /// One's own, and what is shared by those of a region that holds one's own or lies in it.
    private boolean isShown(WallPlan plan, Person person) {
        String region = person.account().region();
        return isOwn(plan, person)
                || (!plan.region().isEmpty()
                        && (rights.list().contains(plan.region(), region)
                                || rights.list().contains(region, plan.region())));
    }

    private static boolean isOwn(WallPlan plan, Person person) {
        return plan.owner().equals(person.accountId());
    }

    private static View view(WallPlan plan, Scope scope, Person person) {
        WallPlan.Body body = plan.body();
        return new View(
                plan.id(),
                plan.kind().key(),
                plan.name(),
                isOwn(plan, person),
                !plan.region().isEmpty(),
                body.grid(),
                body.seconds(),
                body.order(),
                body.points().stream().map(code -> isCovered(scope, code) ? code : "").toList());
    }

    private static boolean isCovered(Scope scope, String code) {
        return scope.list().point(code).filter(scope::covers).isPresent();
    }

    @Needs(Right.LIVE)
    @PostMapping("/api/wall-plans")
    @ResponseStatus(HttpStatus.CREATED)
    View add(@RequestBody Wish wish, Person person) {
        Scope scope = rights.scope(person, Right.LIVE);
        WallPlan plan = plan("", wish, scope, person);
        return plans.add(plan, MOST)
                .map(kept -> view(kept, scope, person))
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.CONFLICT, "TOO_MANY_PLANS", "Remove others first"));
    }

    @Needs(Right.LIVE)
    @PutMapping("/api/wall-plans/{plan}")
    View change(@PathVariable String plan, @RequestBody Wish wish, Person person) {
        WallPlan own = own(plan, person);
        if (!own.kind().key().equals(wish.kind())) {
            throw refused("PLAN_KIND", "It stays what it is");
        }
        Scope scope = rights.scope(person, Right.LIVE);
        WallPlan changed = plan(own.id(), wish, scope, person);
        plans.change(changed);
        return view(changed, scope, person);
    }

    @Needs(Right.LIVE)
    @DeleteMapping("/api/wall-plans/{plan}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String plan, Person person) {
        plans.remove(own(plan, person).id());
    }

    private WallPlan own(String id, Person person) {
        return plans.plan(id)
                .filter(plan -> isOwn(plan, person))
                .orElseThrow(() ->
                        new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_PLAN", "No such plan"));
    }

    private static WallPlan plan(String id, Wish wish, Scope scope, Person person) {
        WallPlan.Kind kind =
                WallPlan.Kind.of(Objects.requireNonNullElse(wish.kind(), ""))
                        .orElseThrow(() -> refused("PLAN_KIND", "layout or tour"));
        String name =
                PlainText.of(wish.name(), LONGEST_NAME)
                        .filter(text -> !text.isEmpty())
                        .orElseThrow(() -> refused("NAME", "A name of 1 to 64 characters"));
        boolean isShared = Objects.requireNonNullElse(wish.shared(), false);
        return new WallPlan(
                id,
                kind,
                name,
                person.accountId(),
                isShared ? person.account().region() : "",
                body(wish, scope, kind));
    }

    /// Each once; what is empty stays empty.
    private static List<String> points(Wish wish) {
        List<@Nullable String> listed = wish.points() == null ? List.of() : wish.points();
        Set<String> once = new HashSet<>();
        List<String> points = new ArrayList<>();
        listed.forEach(code -> points.add(code != null && once.add(code) ? code : ""));
        return points;
    }

    private static WallPlan.Body body(Wish wish, Scope scope, WallPlan.Kind kind) {
        int grid = Objects.requireNonNullElse(wish.grid(), 9);
        int seconds = Objects.requireNonNullElse(wish.seconds(), 12);
        List<String> points = points(wish);
        boolean isTour = kind == WallPlan.Kind.TOUR;
        boolean isFit =
                GRIDS.contains(grid)
                        && points.size() <= (isTour ? MOST_POINTS : grid)
                        && seconds > 0
                        && seconds <= MOST_SECONDS
                        && points.stream()
                                .allMatch(code -> code.isEmpty() || isCovered(scope, code));
        if (!isFit || points.stream().allMatch(String::isEmpty)) {
            throw refused("PLAN_POINTS", "Points that may be looked at, as many as have room");
        }
        String order =
                "list".equals(wish.order()) || wish.order() == null ? "list" : "longest_unseen";
        return isTour
                ? new WallPlan.Body(
                        grid, seconds, order, points.stream().filter(c -> !c.isEmpty()).toList())
                : new WallPlan.Body(grid, 0, "", points);
    }

    private static ProblemException refused(String kind, String title) {
        return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, kind, title);
    }
}

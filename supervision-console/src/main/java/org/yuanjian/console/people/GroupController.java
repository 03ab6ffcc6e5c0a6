package org.yuanjian.console.people;

import java.util.LinkedHashSet;
import java.util.List;
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
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.console.access.Grant;
import org.yuanjian.console.access.GroupStore;
import org.yuanjian.console.access.GroupStore.Group;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Reach;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.session.SignIn;

/// Lets administrators keep groups of points, which grants can name.
@RestController
final class GroupController {
    private static final int MOST_POINTS = 2_000;
    private static final int LONGEST_NAME = 64;

    private final GroupStore groups;
    private final Rights rights;
    private final Reach reach;
    private final AuditTrail audit;
    private final SignIn signIn;

    GroupController(
            GroupStore groups, Rights rights, Reach reach, AuditTrail audit, SignIn signIn) {
        this.groups = groups;
        this.rights = rights;
        this.reach = reach;
        this.audit = audit;
        this.signIn = signIn;
    }

    record Wish(@Nullable String name, @Nullable String region, @Nullable List<String> points) {}

    /// @param next what to ask for next with `after`; null at the end
    record Page(List<Group> groups, @Nullable String next) {}

    /// The oldest first. A page may be short, or empty, though others follow: `next` tells.
    @Needs(Right.ACCOUNTS_READ)
    @GetMapping("/api/groups")
    Page list(@RequestParam(defaultValue = "") String after, Person person) {
        List<Group> page = groups.after(IdCursor.of(after), IdCursor.PAGE);
        List<Group> rows =
                page.stream().filter(group -> reach.reaches(person, group.region())).toList();
        return new Page(rows, IdCursor.next(page, IdCursor.PAGE, Group::id));
    }

    @Needs(Right.ACCOUNTS)
    @PostMapping("/api/groups")
    @ResponseStatus(HttpStatus.CREATED)
    Group add(@RequestBody Wish wish, Person person) {
        String name = GrantController.text(wish.name());
        String region = GrantController.text(wish.region());
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw GrantController.refused("NAME", "A name of 1 to 64 characters");
        }
        reach.requireRegion(person, region);
        Set<String> points = points(wish, region);
        audit.append(
                event(person, "").because("", name).with("change", "added").with("region", region));
        return groups.add(name, region, points)
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.CONFLICT, "NAME_TAKEN", "There is one of that name"));
    }

    @Needs(Right.ACCOUNTS)
    @PutMapping("/api/groups/{id}")
    Group change(@PathVariable String id, @RequestBody Wish wish, Person person) {
        Group group = group(person, id);
        reach.requireMayChange(person, new Grant.Place(Grant.Place.Kind.GROUP, id));
        Set<String> points = points(wish, group.region());
        audit.append(
                event(person, id)
                        .with("change", "changed")
                        .with("points", Integer.toString(points.size())));
        groups.setPoints(id, points);
        signIn.rightsChanged("");
        return new Group(id, group.name(), group.region(), points);
    }

    @Needs(Right.ACCOUNTS)
    @DeleteMapping("/api/groups/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Person person) {
        group(person, id);
        reach.requireMayChange(person, new Grant.Place(Grant.Place.Kind.GROUP, id));
        audit.append(event(person, id).with("change", "removed"));
        groups.remove(id);
        signIn.rightsChanged("");
    }

    private Group group(Person person, String id) {
        return groups.group(id)
                .filter(group -> reach.reaches(person, group.region()))
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.NOT_FOUND, "UNKNOWN_GROUP", "No such group"));
    }

    /// Points of the region, which lie within the reach of who may choose it.
    private Set<String> points(Wish wish, String region) {
        List<String> codes = wish.points() == null ? List.of() : wish.points();
        PointList list = rights.list();
        boolean areFit =
                codes.size() <= MOST_POINTS
                        && codes.stream()
                                .allMatch(code ->
                                        list.point(code)
                                                .filter(point ->
                                                        list.contains(
                                                                region, point.site().region()))
                                                .isPresent());
        if (!areFit) {
            throw GrantController.refused("GROUP_POINTS", "Up to 2,000 points of the region");
        }
        return new LinkedHashSet<>(codes);
    }

    private static AuditEvent event(Person person, String id) {
        return AuditEvent.done(AuditKind.GROUP, person.actor(), id);
    }
}

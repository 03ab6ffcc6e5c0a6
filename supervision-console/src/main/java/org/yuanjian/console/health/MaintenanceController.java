package org.yuanjian.console.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.camera.health.Maintenance;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.point.Words;
import org.yuanjian.console.problem.ProblemException;

/// Lets work be planned, ended early and listed.
@RestController
final class MaintenanceController {
    private static final Duration LOOK_BACK = Duration.ofDays(31);
    private static final Duration LOOK_AHEAD = Duration.ofDays(366);
    private static final int MOST_NOTE = 200;

    private final HealthMonitor monitor;
    private final Rights rights;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    MaintenanceController(
            HealthMonitor monitor, Rights rights, AuditTrail audit, InstantSource clock) {
        this.monitor = monitor;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /// @param kind `point`, `site` or `region`
    /// @param subject code of a point, id of a site or code of a region
    record Order(
            @Nullable String kind,
            @Nullable String subject,
            @Nullable String note,
            @Nullable Instant from,
            @Nullable Instant to) {}

    record Plan(
            String id,
            String kind,
            String subject,
            String note,
            String person,
            Instant from,
            Instant to) {
        static Plan of(Maintenance work) {
            return new Plan(
                    work.id(),
                    Words.of(work.kind()),
                    work.subject(),
                    work.note(),
                    work.person(),
                    work.from(),
                    work.to());
        }
    }

    /// That of the last month and all to come.
    @Needs(Right.SEE)
    @GetMapping("/api/maintenance")
    List<Plan> list(Person person) {
        Instant now = clock.instant();
        return monitor.planned(now.minus(LOOK_BACK), now.plus(LOOK_AHEAD)).stream()
                .filter(work -> work.from().isBefore(work.to()) && isOwn(work, person))
                .map(Plan::of)
                .toList();
    }

    private boolean isOwn(Maintenance work, Person person) {
        return isOwn(work.kind(), work.subject(), person, Right.SEE);
    }

    @Needs(Right.MAINTENANCE)
    @PostMapping("/api/maintenance")
    @ResponseStatus(HttpStatus.CREATED)
    Plan plan(@RequestBody Order order, Person person) {
        Instant from = order.from() == null ? clock.instant() : order.from();
        Instant to = order.to();
        String subject = order.subject() == null ? "" : order.subject();
        Maintenance.Kind kind = kind(order.kind());
        String note = order.note() == null ? "" : order.note().strip();
        if (to == null
                || !from.isBefore(to)
                || to.isAfter(from.plus(LOOK_AHEAD))
                || note.length() > MOST_NOTE) {
            throw refused();
        }
        if (!isOwn(kind, subject, person, Right.MAINTENANCE)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_PLACE", "No such place");
        }
        Maintenance work =
                new Maintenance(ids.next(), kind, subject, note, person.getName(), from, to);
        audit.append(
                AuditEvent.done(AuditKind.CONFIGURATION, person.actor(), subject)
                        .because("", note)
                        .with("change", "maintenance_planned")
                        .with("id", work.id()));
        monitor.plan(work);
        return Plan.of(work);
    }

    private static Maintenance.Kind kind(@Nullable String word) {
        try {
            return Maintenance.Kind.valueOf(word == null ? "" : word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static ProblemException refused() {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT, "MAINTENANCE", "No such work can be planned");
    }

    private boolean isOwn(Maintenance.Kind kind, String subject, Person person, Right right) {
        Scope scope = rights.scope(person, right);
        return switch (kind) {
            case POINT -> scope.list().point(subject).filter(scope::covers).isPresent();
            case SITE ->
                    scope.list().points().stream()
                            .filter(point -> point.site().id().equals(subject))
                            .anyMatch(scope::covers);
            case REGION -> scope.coversRegion(subject);
        };
    }

    /// Work that has begun ends now; what was to come never begins.
    @Needs(Right.MAINTENANCE)
    @DeleteMapping("/api/maintenance/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, Person person) {
        Instant now = clock.instant();
        Maintenance work =
                monitor.planned(now, now.plus(LOOK_AHEAD)).stream()
                        .filter(one -> one.id().equals(id))
                        .filter(one -> isOwn(one.kind(), one.subject(), person, Right.MAINTENANCE))
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.NOT_FOUND, "NOT_FOUND", "No such work"));
        audit.append(
                AuditEvent.done(AuditKind.CONFIGURATION, person.actor(), work.subject())
                        .with("change", "maintenance_ended")
                        .with("id", id));
        Instant to = work.from().isBefore(now) ? now : work.from();
        monitor.plan(
                new Maintenance(
                        work.id(),
                        work.kind(),
                        work.subject(),
                        work.note(),
                        work.person(),
                        work.from(),
                        to));
    }
}

package org.yuanjian.console.health;

import java.security.Principal;
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
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.point.Words;
import org.yuanjian.console.problem.ProblemException;

/// Lets work be planned, ended early and listed.
@RestController
final class MaintenanceController {
    private static final Duration LOOK_BACK = Duration.ofDays(31);
    private static final Duration LOOK_AHEAD = Duration.ofDays(366);
    private static final int MOST_NOTE = 200;

    private final HealthMonitor monitor;
    private final PointRegistry registry;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    MaintenanceController(HealthMonitor monitor, PointRegistry registry, InstantSource clock) {
        this.monitor = monitor;
        this.registry = registry;
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
    @GetMapping("/api/maintenance")
    List<Plan> list() {
        Instant now = clock.instant();
        return monitor.planned(now.minus(LOOK_BACK), now.plus(LOOK_AHEAD)).stream()
                .filter(work -> work.from().isBefore(work.to()))
                .map(Plan::of)
                .toList();
    }

    @PostMapping("/api/maintenance")
    @ResponseStatus(HttpStatus.CREATED)
    Plan plan(@RequestBody Order order, Principal person) {
        Instant from = order.from() == null ? clock.instant() : order.from();
        Instant to = order.to();
        String subject = order.subject() == null ? "" : order.subject();
        Maintenance.Kind kind = kind(order.kind());
        String note = order.note() == null ? "" : order.note().strip();
        if (to == null
                || !from.isBefore(to)
                || to.isAfter(from.plus(LOOK_AHEAD))
                || note.length() > MOST_NOTE
                || !exists(kind, subject)) {
            throw refused();
        }
        Maintenance work =
                new Maintenance(ids.next(), kind, subject, note, person.getName(), from, to);
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

    private boolean exists(Maintenance.Kind kind, String subject) {
        PointList list = registry.list();
        return switch (kind) {
            case POINT -> list.point(subject).isPresent();
            case SITE -> list.sites().stream().anyMatch(site -> site.id().equals(subject));
            case REGION -> list.region(subject).isPresent();
        };
    }

    /// Work that has begun ends now; what was to come never begins.
    @DeleteMapping("/api/maintenance/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id) {
        Instant now = clock.instant();
        Maintenance work =
                monitor.planned(now, now.plus(LOOK_AHEAD)).stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.NOT_FOUND, "NOT_FOUND", "No such work"));
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

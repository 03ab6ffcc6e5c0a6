package org.yuanjian.console.health;

import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.camera.health.Incident;
import org.yuanjian.camera.health.PointCondition;
import org.yuanjian.camera.health.StateSpan;
import org.yuanjian.camera.registration.DeviceRegistrar;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Site;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.point.PageEnd;
import org.yuanjian.console.point.Words;

/// Tells how points are and were.
@RestController
final class HealthController {
    private static final Logger log = LoggerFactory.getLogger(HealthController.class);
    private static final int MOST_SPANS = 200;
    private static final int MOST_INCIDENTS = 200;

    private final HealthMonitor monitor;
    private final DeviceRegistrar registrar;
    private final Rights rights;
    private final InstantSource clock;

    HealthController(
            HealthMonitor monitor, DeviceRegistrar registrar, Rights rights, InstantSource clock) {
        this.monitor = monitor;
        this.registrar = registrar;
        this.rights = rights;
        this.clock = clock;
    }

    /// @param states how many points are in each
    /// @param points those that are not online
    /// @param looks how often points were looked at since the gateway began
    /// @param sweepLeft points of the last sweep that were not looked at yet
    record Overview(
            Instant time,
            Map<String, Long> states,
            List<PointStates.Condition> points,
            long looks,
            int sweepLeft) {}

    @Needs(Right.SEE)
    @GetMapping("/api/health")
    Overview overview(Person person) {
        PointStates now = PointStates.of(monitor.conditions(), rights.scope(person, Right.SEE));
        return new Overview(
                clock.instant(), now.states(), now.points(), monitor.looks(), monitor.sweepLeft());
    }

    @Needs(Right.LIVE)
    @PostMapping("/api/health/sweep")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sweep(Principal person) {
        log.atInfo().addKeyValue("person", person.getName()).log("all points to be looked at");
        monitor.sweep();
    }

    /// @param to null while it lasts
    record Span(String state, String cause, String detail, Instant from, @Nullable Instant to) {
        static Span of(StateSpan span) {
            PointCondition condition = span.condition();
            return new Span(
                    Words.of(condition.state()),
                    Words.of(condition.cause()),
                    condition.detail(),
                    condition.since(),
                    span.to());
        }
    }

    /// @param skewSeconds how far it is ahead
    record WrongClock(String code, long skewSeconds) {}

    /// Points whose device's clock is more than five seconds off.
    @Needs(Right.SEE)
    @GetMapping("/api/health/clocks")
    List<WrongClock> clocks(Person person) {
        Scope scope = rights.scope(person, Right.SEE);
        Map<String, Long> wrong = registrar.wrongClocks();
        return scope.list().points().stream()
                .filter(scope::covers)
                .flatMap(point ->
                        point.feed().stream()
                                .map(feed -> wrong.get(feed.device()))
                                .filter(Objects::nonNull)
                                .map(skew -> new WrongClock(point.code(), skew)))
                .toList();
    }

    /// The newest first.
    ///
    /// @param before `from` of the last one of the page before
    @Needs(value = Right.SEE, at = "code")
    @GetMapping("/api/points/{code}/history")
    List<Span> history(
            @PathVariable String code, @RequestParam(required = false) @Nullable Instant before) {
        return monitor.history(code, PageEnd.of(before), MOST_SPANS).stream()
                .map(Span::of)
                .toList();
    }

    /// @param past the newest first
    /// @param next what to ask for next with `before`; null at the end
    record Incidents(List<IncidentView> open, List<IncidentView> past, @Nullable String next) {}

    /// @param kind `point` or `site`
    /// @param code of the point; empty for a site
    /// @param name of the point; empty for a site
    /// @param region code of the site's region
    record IncidentView(
            String id,
            String kind,
            String code,
            String name,
            String siteId,
            String site,
            String region,
            String cause,
            int points,
            Instant from,
            @Nullable Instant to) {}

    @Needs(Right.SEE)
    @GetMapping("/api/incidents")
    Incidents incidents(@RequestParam(defaultValue = "") String before, Person person) {
        Scope scope = rights.scope(person, Right.SEE);
        Set<String> subjects = scope.subjects();
        Map<String, Site> sites =
                scope.list().sites().stream()
                        .collect(Collectors.toMap(Site::id, Function.identity()));
        Function<List<Incident>, List<IncidentView>> own =
                incidents ->
                        incidents.stream()
                                .filter(incident -> subjects.contains(incident.subject()))
                                .map(incident -> view(scope.list(), sites, incident))
                                .toList();
        List<Incident> past = monitor.pastIncidents(before, MOST_INCIDENTS);
        return new Incidents(
                own.apply(monitor.openIncidents()),
                own.apply(past),
                past.size() < MOST_INCIDENTS ? null : past.getLast().id());
    }

    private static IncidentView view(PointList list, Map<String, Site> sites, Incident incident) {
        @Nullable VideoPoint point = list.point(incident.subject()).orElse(null);
        @Nullable Site site = point != null ? point.site() : sites.get(incident.subject());
        return new IncidentView(
                incident.id(),
                Words.of(incident.kind()),
                point == null ? "" : point.code(),
                point == null ? "" : point.name(),
                site == null ? "" : site.id(),
                site == null ? "" : site.name(),
                site == null ? "" : site.region(),
                Words.of(incident.cause()),
                incident.points(),
                incident.from(),
                incident.to());
    }
}

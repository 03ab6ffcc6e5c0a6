package org.yuanjian.console.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.camera.health.Incident;
import org.yuanjian.camera.health.PointCondition;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.statistics.StatisticsDesk.DayShare;
import org.yuanjian.console.statistics.StatisticsDesk.Days;

/// Tells what a person should know first in the morning, of its own points only.
@RestController
final class OverviewController {
    private static final int TREND_DAYS = 29;
    private static final int MOST_PLACES = 6;
    private static final Duration NIGHT = Duration.ofHours(14);

    private final StatisticsDesk desk;
    private final DayShares shares;
    private final HealthMonitor monitor;
    private final Rights rights;
    private final InstantSource clock;

    OverviewController(
            StatisticsDesk desk,
            DayShares shares,
            HealthMonitor monitor,
            Rights rights,
            InstantSource clock) {
        this.desk = desk;
        this.shares = shares;
        this.monitor = monitor;
        this.rights = rights;
        this.clock = clock;
    }

    /// @param points in use
    /// @param canBeSeen those of them that deliver pictures now
    /// @param fresh troubles that began in the last fourteen hours and last
    /// @param trend share of the time in which the points could be watched, by day
    /// @param worst places with the lowest share today, the lowest first
    record Overview(
            Instant time,
            int points,
            int canBeSeen,
            int fresh,
            List<DayShare> trend,
            List<PlaceFigures> worst) {}

    @Needs(Right.SEE)
    @GetMapping("/api/overview")
    Overview overview(Person person) {
        Instant now = clock.instant();
        Scope scope = rights.scope(person, Right.SEE);
        PointList list = scope.list();
        List<VideoPoint> points = list.points().stream().filter(scope::covers).toList();
        LocalDate today = shares.today();
        Map<String, PointCondition> conditions = monitor.conditions();
        return new Overview(
                now,
                points.size(),
                (int) points.stream().filter(point -> isSeen(conditions, point)).count(),
                (int)
                        fresh(now.minus(NIGHT))
                                .filter(incident -> concerns(incident, points))
                                .count(),
                desk.trend(points, new Days(today.minusDays(TREND_DAYS), today)),
                worst(list, points, new Days(today, today)));
    }

    private static boolean isSeen(Map<String, PointCondition> conditions, VideoPoint point) {
        PointCondition condition = conditions.get(point.code());
        return condition != null && condition.state().isAvailable();
    }

    private Stream<Incident> fresh(Instant since) {
        return monitor.openIncidents().stream().filter(incident -> incident.from().isAfter(since));
    }

    private static boolean concerns(Incident incident, List<VideoPoint> points) {
        return points.stream()
                .anyMatch(point ->
                        incident.subject()
                                .equals(
                                        incident.kind() == Incident.Kind.SITE
                                                ? point.site().id()
                                                : point.code()));
    }

    /// By city where there are several, else by county, else by site.
    private List<PlaceFigures> worst(PointList list, List<VideoPoint> points, Days today) {
        List<PlaceFigures> places = List.of();
        for (PlaceLevel by : PlaceLevel.values()) {
            places = desk.figures(new StatisticsDesk.Wanted(list, points, by, today, _ -> false));
            if (places.size() > 1) {
                break;
            }
        }
        return places.stream()
                .filter(place -> place.share() != null)
                .sorted(Comparator.comparingDouble(place -> Objects.requireNonNull(place.share())))
                .limit(MOST_PLACES)
                .toList();
    }
}

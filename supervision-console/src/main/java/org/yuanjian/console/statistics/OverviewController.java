package org.yuanjian.console.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.yuanjian.console.access.ScopeKey;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.statistics.StatisticsDesk.DayShare;
import org.yuanjian.console.statistics.StatisticsDesk.Days;

/// Tells what a person should know first in the morning, of its own points only.
@RestController
final class OverviewController {
    private static final int TREND_DAYS = 29;
    private static final int MOST_PLACES = 6;
    private static final Duration NIGHT = Duration.ofHours(14);
    private static final Duration FRESH = Duration.ofSeconds(20);
    private static final int MOST_KEPT = 200;

    private final StatisticsDesk desk;
    private final DayShares shares;
    private final HealthMonitor monitor;
    private final Rights rights;
    private final InstantSource clock;
    private final Counted<ScopeKey, Month> kept;

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
        this.kept = new Counted<>(MOST_KEPT, clock, _ -> FRESH, key -> days(key.scope()));
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

    /// What is the same for all who see the same points, and takes longest.
    private record Month(List<DayShare> trend, List<PlaceFigures> worst) {}

    @Needs(Right.SEE)
    @GetMapping("/api/overview")
    Overview overview(Person person) {
        Instant now = clock.instant();
        Scope scope = rights.scope(person, Right.SEE);
        List<VideoPoint> points = points(scope);
        Set<String> subjects = scope.subjects();
        Map<String, PointCondition> conditions = monitor.conditions();
        Month days = scope.key().map(kept::of).orElseGet(() -> days(scope));
        return new Overview(
                now,
                points.size(),
                (int) points.stream().filter(point -> isSeen(conditions, point)).count(),
                (int)
                        fresh(now.minus(NIGHT))
                                .filter(incident -> subjects.contains(incident.subject()))
                                .count(),
                days.trend(),
                days.worst());
    }

    private static List<VideoPoint> points(Scope scope) {
        return scope.list().points().stream().filter(scope::covers).toList();
    }

    private Month days(Scope scope) {
        LocalDate today = shares.today();
        List<VideoPoint> points = points(scope);
        return new Month(
                desk.trend(points, new Days(today.minusDays(TREND_DAYS), today)),
                worst(scope.list(), points, new Days(today, today)));
    }

    private static boolean isSeen(Map<String, PointCondition> conditions, VideoPoint point) {
        PointCondition condition = conditions.get(point.code());
        return condition != null && condition.state().isAvailable();
    }

    private Stream<Incident> fresh(Instant since) {
        return monitor.openIncidents().stream().filter(incident -> incident.from().isAfter(since));
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

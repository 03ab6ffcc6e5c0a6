package org.yuanjian.console.health;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.health.Availability;
import org.yuanjian.camera.health.Availability.Stretch;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// Tells how long points could be watched, by point, site, county, city or day. Days are those of
/// China.
@RestController
final class AvailabilityController {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int MOST_DAYS = 92;

    private final HealthMonitor monitor;
    private final Rights rights;
    private final InstantSource clock;

    AvailabilityController(HealthMonitor monitor, Rights rights, InstantSource clock) {
        this.monitor = monitor;
        this.rights = rights;
        this.clock = clock;
    }

    /// @param key code of a point or region, id of a site, or a day
    /// @param share null where no time counts
    record Row(
            String key,
            String name,
            int points,
            @Nullable Double share,
            long availableSeconds,
            long downSeconds,
            long plannedSeconds,
            long unknownSeconds) {}

    /// @param from a day such as 2026-11-26; today if it is missing
    /// @param to the last day; the first one if it is missing
    /// @param by `point`, `site`, `county`, `city` or `day`
    /// @param region code; empty for all
    /// @param only code of a point; empty for all
    @Needs(Right.SEE)
    @GetMapping("/api/availability")
    List<Row> rows(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "city") String by,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(name = "point", defaultValue = "") String only,
            Person person) {
        LocalDate first = day(from, clock.instant().atZone(CHINA).toLocalDate());
        LocalDate last = day(to, first);
        if (last.isBefore(first) || last.isAfter(first.plusDays(MOST_DAYS))) {
            throw bad();
        }
        if (!only.isEmpty()) {
            rights.require(person, Right.SEE, only);
        }
        Scope scope = rights.scope(person, Right.SEE);
        PointList list = scope.list();
        List<VideoPoint> points =
                list.points().stream()
                        .filter(scope::covers)
                        .filter(one -> only.isEmpty() || one.code().equals(only))
                        .filter(one ->
                                region.isEmpty() || list.contains(region, one.site().region()))
                        .toList();
        if (by.equals("day")) {
            return first.datesUntil(last.plusDays(1)).map(day -> ofDay(day, points)).toList();
        }
        Function<VideoPoint, Key> key = keys(list, by);
        Map<String, Availability> all = monitor.availability(stretch(first, last));
        Map<Key, List<VideoPoint>> groups = new LinkedHashMap<>();
        points.forEach(point ->
                groups.computeIfAbsent(key.apply(point), _ -> new ArrayList<>()).add(point));
        return groups.entrySet().stream()
                .map(group -> row(group.getKey(), group.getValue(), all))
                .toList();
    }

    private record Key(String key, String name) {}

    private static LocalDate day(String text, LocalDate absent) {
        try {
            return text.isEmpty() ? absent : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw bad();
        }
    }

    private static ProblemException bad() {
        return new ProblemException(HttpStatus.BAD_REQUEST, "BAD_REQUEST", "Not such a time");
    }

    private static Stretch stretch(LocalDate first, LocalDate last) {
        Instant from = first.atStartOfDay(CHINA).toInstant();
        return new Stretch(from, last.plusDays(1).atStartOfDay(CHINA).toInstant());
    }

    private static Function<VideoPoint, Key> keys(PointList list, String by) {
        return switch (by) {
            case "point" -> point -> new Key(point.code(), point.name());
            case "site" -> point -> new Key(point.site().id(), point.site().name());
            case "county" -> point -> region(list, point, Region.Level.COUNTY);
            case "city" -> point -> region(list, point, Region.Level.CITY);
            default -> throw bad();
        };
    }

    /// Of a site that hangs higher up: the lowest region above it.
    private static Key region(PointList list, VideoPoint point, Region.Level level) {
        List<Region> path = list.path(point.site().region());
        Region found =
                path.stream()
                        .filter(region -> region.level() == level)
                        .findFirst()
                        .orElseGet(path::getLast);
        return new Key(found.code(), found.name());
    }

    private Row ofDay(LocalDate day, Collection<VideoPoint> points) {
        return row(
                new Key(day.toString(), day.toString()),
                points,
                monitor.availability(stretch(day, day)));
    }

    private static Row row(Key key, Collection<VideoPoint> points, Map<String, Availability> all) {
        Availability sum =
                points.stream()
                        .map(point -> all.getOrDefault(point.code(), Availability.NONE))
                        .reduce(Availability.NONE, Availability::plus);
        OptionalDouble share = sum.share();
        return new Row(
                key.key(),
                key.name(),
                points.size(),
                share.isPresent() ? share.getAsDouble() : null,
                sum.available().toSeconds(),
                sum.down().toSeconds(),
                sum.planned().toSeconds(),
                sum.unknown().toSeconds());
    }
}

package org.yuanjian.console.statistics;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.health.Availability;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.finding.Finding;
import org.yuanjian.console.finding.RaisedFindings;
import org.yuanjian.console.statistics.PlaceLevel.Place;
import org.yuanjian.console.tour.LookStore;

/// Counts how places fared. Places are told beside each other, people never. Any thread.
final class StatisticsDesk {
    private final DayShares shares;
    private final LookStore looks;
    private final RaisedFindings findings;
    private final InstantSource clock;

    StatisticsDesk(
            DayShares shares, LookStore looks, RaisedFindings findings, InstantSource clock) {
        this.shares = shares;
        this.looks = looks;
        this.findings = findings;
        this.clock = clock;
    }

    /// @param to the last day
    record Days(LocalDate from, LocalDate to) {
        List<LocalDate> all() {
            return from.datesUntil(to.plusDays(1)).toList();
        }

        Instant begin() {
            return from.atStartOfDay(DayShares.CHINA).toInstant();
        }

        Instant end() {
            return to.plusDays(1).atStartOfDay(DayShares.CHINA).toInstant();
        }
    }

    /// What is to be counted.
    ///
    /// @param findings at which points findings count as well
    record Wanted(
            PointList list,
            List<VideoPoint> points,
            PlaceLevel by,
            Days days,
            Predicate<VideoPoint> findings) {}

    /// In the order of the list of points.
    List<PlaceFigures> figures(Wanted wanted) {
        Days days = wanted.days();
        Map<Place, List<VideoPoint>> groups = new LinkedHashMap<>();
        wanted.points()
                .forEach(point ->
                        groups.computeIfAbsent(
                                        wanted.by().place(wanted.list(), point),
                                        _ -> new ArrayList<>())
                                .add(point));
        Map<String, Availability> available = available(days);
        Map<String, Integer> seen = looks.daysSeen(days.from(), days.to());
        Map<String, List<Finding>> raised =
                findings.since(days.begin()).stream()
                        .collect(Collectors.groupingBy(finding -> finding.where().point()));
        int count = days.all().size();
        return groups.entrySet().stream()
                .map(group ->
                        figures(
                                group.getKey(),
                                group.getValue(),
                                new Counts(
                                        share(group.getValue(), available),
                                        looked(group.getValue(), seen, count),
                                        of(
                                                group.getValue().stream()
                                                        .filter(wanted.findings())
                                                        .toList(),
                                                raised)),
                                days))
                .toList();
    }

    private record Counts(
            @Nullable Double share, @Nullable Double looked, List<Finding> findings) {}

    private static List<Finding> of(
            Collection<VideoPoint> points, Map<String, List<Finding>> raised) {
        return points.stream()
                .flatMap(point -> raised.getOrDefault(point.code(), List.of()).stream())
                .toList();
    }

    private PlaceFigures figures(Place place, List<VideoPoint> points, Counts counts, Days days) {
        Instant now = clock.instant();
        List<Finding> raised =
                counts.findings().stream()
                        .filter(one -> !one.raised().isBefore(days.begin()))
                        .filter(one -> one.raised().isBefore(days.end()))
                        .toList();
        List<Finding> closed =
                raised.stream().filter(one -> one.state() == Finding.State.CLOSED).toList();
        long onTime = closed.stream().filter(one -> !one.wasLate()).count();
        return new PlaceFigures(
                place.key(),
                place.name(),
                points.size(),
                counts.share(),
                counts.looked(),
                raised.size(),
                closed.size(),
                count(counts.findings(), now, false),
                count(counts.findings(), now, true),
                closed.isEmpty() ? null : (double) onTime / closed.size());
    }

    private static int count(List<Finding> findings, Instant now, boolean onlyLate) {
        return (int)
                findings.stream()
                        .filter(one -> one.state() != Finding.State.CLOSED)
                        .filter(one -> !onlyLate || one.isOverdue(now))
                        .count();
    }

    private Map<String, Availability> available(Days days) {
        Map<String, Availability> sum = new HashMap<>();
        for (LocalDate day : days.all()) {
            shares.of(day).forEach((code, one) -> sum.merge(code, one, Availability::plus));
        }
        return sum;
    }

    private static @Nullable Double share(
            Collection<VideoPoint> points, Map<String, Availability> all) {
        OptionalDouble share =
                points.stream()
                        .map(point -> all.getOrDefault(point.code(), Availability.NONE))
                        .reduce(Availability.NONE, Availability::plus)
                        .share();
        return share.isPresent() ? share.getAsDouble() : null;
    }

    private static @Nullable Double looked(
            Collection<VideoPoint> points, Map<String, Integer> seen, int days) {
        double sum = points.stream().mapToInt(point -> seen.getOrDefault(point.code(), 0)).sum();
        return points.isEmpty() ? null : sum / points.size() / days;
    }

    /// One day of a line.
    ///
    /// @param share null where no time counts
    record DayShare(LocalDate day, @Nullable Double share) {}

    /// How long the points could be watched on each of the days.
    List<DayShare> trend(List<VideoPoint> points, Days days) {
        return days.all().stream()
                .map(day -> new DayShare(day, share(points, shares.of(day))))
                .toList();
    }
}

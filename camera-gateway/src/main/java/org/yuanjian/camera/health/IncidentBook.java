package org.yuanjian.camera.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.yuanjian.camera.health.Incident.Kind;
import org.yuanjian.camera.health.PointCondition.Cause;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Site;
import org.yuanjian.camera.registry.VideoPoint;

/// Makes incidents of conditions: one for a site all of whose points are offline, else one for each
/// point in trouble. Trouble and recovery must last a while, so that blips do not alarm; their
/// times are those when they began. One thread.
final class IncidentBook {
    private static final int FEWEST_OF_A_SITE = 2;

    private final Duration holdDown;
    private final Supplier<String> ids;
    private final Map<Key, Incident> open = new LinkedHashMap<>();

    private record Key(Kind kind, String subject) {
        static Key of(Incident incident) {
            return new Key(incident.kind(), incident.subject());
        }
    }

    /// @param open those that were open when the gateway ended
    IncidentBook(Duration holdDown, Supplier<String> ids, Collection<Incident> open) {
        this.holdDown = holdDown;
        this.ids = ids;
        open.forEach(incident -> this.open.put(Key.of(incident), incident));
    }

    Collection<Incident> open() {
        return List.copyOf(open.values());
    }

    /// Goes through all points.
    ///
    /// @param isPlanned whether work on a point is planned now
    /// @return incidents that are new or over
    List<Incident> review(
            PointList list,
            Map<String, PointCondition> conditions,
            Predicate<VideoPoint> isPlanned,
            Instant now) {
        List<Incident> news = new ArrayList<>();
        Map<Site, List<VideoPoint>> bySite =
                list.points().stream()
                        .filter(point -> point.feed().isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        VideoPoint::site, LinkedHashMap::new, Collectors.toList()));
        bySite.forEach((site, points) -> {
            Optional<Instant> dropped = dropped(points, conditions, isPlanned, now);
            Key siteKey = new Key(Kind.SITE, site.id());
            if (dropped.isPresent()) {
                begin(siteKey, Cause.NO_ANSWER, points.size(), dropped.get(), news);
                points.forEach(point -> end(pointKey(point), dropped.get(), news));
                return;
            }
            endSite(siteKey, points, conditions, now, news);
            if (!open.containsKey(siteKey)) {
                points.forEach(point -> review(point, conditions, isPlanned, now, news));
            }
        });
        endForgotten(list, now, news);
        return news;
    }

    private static Key pointKey(VideoPoint point) {
        return new Key(Kind.POINT, point.code());
    }

    /// When the last of a site's points went, if all of them are offline and work on none is
    /// planned.
    private Optional<Instant> dropped(
            List<VideoPoint> points,
            Map<String, PointCondition> conditions,
            Predicate<VideoPoint> isPlanned,
            Instant now) {
        if (points.size() < FEWEST_OF_A_SITE || points.stream().anyMatch(isPlanned)) {
            return Optional.empty();
        }
        List<Instant> beginnings =
                points.stream()
                        .flatMap(
                                point -> Optional.ofNullable(conditions.get(point.code())).stream())
                        .filter(condition -> condition.state() == PointState.OFFLINE)
                        .map(PointCondition::since)
                        .toList();
        boolean isAll = beginnings.size() == points.size();
        return isAll && beginnings.stream().anyMatch(since -> lasts(since, now))
                ? beginnings.stream().min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private boolean lasts(Instant since, Instant now) {
        return !since.plus(holdDown).isAfter(now);
    }

    /// A site is back when one of its points is.
    private void endSite(
            Key key,
            List<VideoPoint> points,
            Map<String, PointCondition> conditions,
            Instant now,
            List<Incident> news) {
        points.stream()
                .flatMap(point -> Optional.ofNullable(conditions.get(point.code())).stream())
                .filter(condition -> condition.state() != PointState.OFFLINE)
                .map(PointCondition::since)
                .filter(since -> lasts(since, now))
                .min(Comparator.naturalOrder())
                .ifPresent(since -> end(key, since, news));
    }

    private void review(
            VideoPoint point,
            Map<String, PointCondition> conditions,
            Predicate<VideoPoint> isPlanned,
            Instant now,
            List<Incident> news) {
        PointCondition condition = conditions.get(point.code());
        if (condition == null || !lasts(condition.since(), now)) {
            return;
        }
        if (!condition.state().isTrouble()) {
            end(pointKey(point), condition.since(), news);
        } else if (!isPlanned.test(point)) {
            begin(pointKey(point), condition.cause(), 1, condition.since(), news);
        }
    }

    private void begin(Key key, Cause cause, int points, Instant since, List<Incident> news) {
        if (!open.containsKey(key)) {
            Incident incident =
                    new Incident(ids.get(), key.kind(), key.subject(), cause, points, since, null);
            open.put(key, incident);
            news.add(incident);
        }
    }

    private void end(Key key, Instant when, List<Incident> news) {
        Incident incident = open.remove(key);
        if (incident != null) {
            Instant end = when.isBefore(incident.from()) ? incident.from() : when;
            news.add(incident.ended(end));
        }
    }

    /// What is no longer in the registry cannot get well.
    private void endForgotten(PointList list, Instant now, List<Incident> news) {
        List<Key> gone =
                open.keySet().stream()
                        .filter(key ->
                                key.kind() == Kind.POINT
                                        ? list.point(key.subject()).isEmpty()
                                        : list.sites().stream()
                                                .noneMatch(site -> site.id().equals(key.subject())))
                        .toList();
        gone.forEach(key -> end(key, now, news));
    }
}

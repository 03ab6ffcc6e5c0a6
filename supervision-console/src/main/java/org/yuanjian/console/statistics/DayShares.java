package org.yuanjian.console.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.yuanjian.camera.health.Availability;
import org.yuanjian.camera.health.Availability.Stretch;
import org.yuanjian.camera.health.HealthMonitor;

/// How long points could be watched on each day, counted once and kept for a while: a page of many
/// days asks for each of them again and again. Any thread.
final class DayShares {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final int MOST_DAYS = 100;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration KEPT_TODAY = Duration.ofSeconds(20);

    private final HealthMonitor monitor;
    private final InstantSource clock;
    private final Map<LocalDate, Counted> days = new ConcurrentHashMap<>();

    private record Counted(Map<String, Availability> points, Instant until) {}

    DayShares(HealthMonitor monitor, InstantSource clock) {
        this.monitor = monitor;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    /// By the codes of points. Two callers may count the same day, none waits for another.
    Map<String, Availability> of(LocalDate day) {
        Instant now = clock.instant();
        Counted known = days.get(day);
        if (known == null || known.until().isBefore(now)) {
            Stretch stretch =
                    new Stretch(
                            day.atStartOfDay(CHINA).toInstant(),
                            day.plusDays(1).atStartOfDay(CHINA).toInstant());
            Duration kept = day.isBefore(today()) ? KEPT : KEPT_TODAY;
            known = new Counted(Map.copyOf(monitor.availability(stretch)), now.plus(kept));
            days.put(day, known);
            if (days.size() > MOST_DAYS) {
                days.keySet().stream().min(Comparator.naturalOrder()).ifPresent(days::remove);
            }
        }
        return known.points();
    }
}

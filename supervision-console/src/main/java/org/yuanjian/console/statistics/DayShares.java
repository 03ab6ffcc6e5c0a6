package org.yuanjian.console.statistics;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.yuanjian.camera.health.Availability;
import org.yuanjian.camera.health.Availability.Stretch;
import org.yuanjian.camera.health.HealthMonitor;

/// How long points could be watched on each day, counted once and kept for a while: a page of many
/// days asks for each of them again and again. Any thread.
final class DayShares {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final int MOST_DAYS = 100;
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration FRESH_TODAY = Duration.ofSeconds(20);

    private final HealthMonitor monitor;
    private final InstantSource clock;
    private final Counted<LocalDate, Map<String, Availability>> days;

    DayShares(HealthMonitor monitor, InstantSource clock) {
        this.monitor = monitor;
        this.clock = clock;
        this.days =
                new Counted<>(
                        MOST_DAYS,
                        clock,
                        day -> day.isBefore(today()) ? FRESH : FRESH_TODAY,
                        this::count);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    /// By the codes of points.
    Map<String, Availability> of(LocalDate day) {
        return days.of(day);
    }

    private Map<String, Availability> count(LocalDate day) {
        Stretch stretch =
                new Stretch(
                        day.atStartOfDay(CHINA).toInstant(),
                        day.plusDays(1).atStartOfDay(CHINA).toInstant());
        return Map.copyOf(monitor.availability(stretch));
    }
}

package org.yuanjian.console.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.camera.health.PointState;
import org.yuanjian.camera.registration.DeviceRegistrar;
import org.yuanjian.console.point.Words;

/// Counts points by state, and incidents, for monitoring.
@Component
final class HealthMetrics {
    HealthMetrics(HealthMonitor monitor, DeviceRegistrar registrar, MeterRegistry meters) {
        for (PointState state : PointState.values()) {
            Gauge.builder("yuanjian.points", monitor, watched -> count(watched, state))
                    .tag("state", Words.of(state))
                    .description("Video points in this state")
                    .register(meters);
        }
        Gauge.builder("yuanjian.incidents", monitor, watched -> watched.openIncidents().size())
                .description("Incidents that last")
                .register(meters);
        Gauge.builder("yuanjian.wrong.clocks", registrar, seen -> seen.wrongClocks().size())
                .description("Devices whose clock is more than five seconds off")
                .register(meters);
    }

    private static double count(HealthMonitor monitor, PointState state) {
        return monitor.conditions().values().stream()
                .filter(condition -> condition.state() == state)
                .count();
    }
}

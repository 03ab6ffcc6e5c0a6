package org.yuanjian.camera.health;

import java.time.Duration;

/// How points are looked at.
///
/// @param period from one look at a point to the next
/// @param jitter how much earlier or later it may come, as a part of the period
/// @param repeatAfter from a look that failed to the second one
/// @param patience how long the connection and each answer are waited for
/// @param holdDown how long a point must be in trouble before it is an incident, and well before
///   the incident ends
public record HealthSettings(
        Duration period,
        double jitter,
        Duration repeatAfter,
        Duration patience,
        Duration holdDown) {
    public static final HealthSettings USUAL =
            new HealthSettings(
                    Duration.ofSeconds(60),
                    0.2,
                    Duration.ofSeconds(10),
                    Duration.ofMillis(3_500),
                    Duration.ofSeconds(30));
}

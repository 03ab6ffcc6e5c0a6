package org.yuanjian.console.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// When a delivery that failed is tried again: soon at first, then ever more rarely, for about a
/// day.
final class RetryPlan {
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(8),
                    Duration.ofHours(8));
    private static final double SPREAD = 0.1;

    private final Random random;

    RetryPlan(Random random) {
        this.random = random;
    }

    /// How long to wait after so many attempts, spread by a tenth so that not all come back at
    /// once; empty when it is enough.
    Optional<Duration> pauseAfter(int attempts) {
        if (attempts > PAUSES.size()) {
            return Optional.empty();
        }
        double spread = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
        return Optional.of(
                Duration.ofMillis((long) (PAUSES.get(attempts - 1).toMillis() * spread)));
    }
}

package org.yuanjian.camera.ptz;

import java.time.Duration;

/// How cameras are moved.
///
/// @param deadMan a movement that is not asked for again within this time stops
/// @param hold for how long a camera stays with who moved it last
/// @param idle after which time at rest it returns to its home view
/// @param deviceTimeout after which time the device itself is asked to stop, should we be gone
public record PtzSettings(Duration deadMan, Duration hold, Duration idle, Duration deviceTimeout) {
    public static final PtzSettings USUAL =
            new PtzSettings(
                    Duration.ofMillis(350),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(3),
                    Duration.ofSeconds(2));
}

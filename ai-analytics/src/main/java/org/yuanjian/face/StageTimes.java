package org.yuanjian.face;

import java.util.EnumMap;
import java.util.Map;

/// How long each stage took, summed up. One thread.
final class StageTimes {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private long last = System.nanoTime();

    /// From a file to a vector.
    enum Stage {
        DECODE,
        DETECT,
        ALIGN,
        EMBED,
        PRESENCE
    }

    void begin() {
        last = System.nanoTime();
    }

    /// What passed since the last call belongs to this stage.
    void end(Stage stage) {
        long now = System.nanoTime();
        nanos.merge(stage, now - last, Long::sum);
        last = now;
    }

    double millis(Stage stage) {
        return nanos.getOrDefault(stage, 0L) / NANOS_PER_MILLI;
    }
}

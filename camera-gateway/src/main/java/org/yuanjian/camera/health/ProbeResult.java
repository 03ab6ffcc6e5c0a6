package org.yuanjian.camera.health;

import java.time.Duration;
import org.yuanjian.camera.health.PointCondition.Cause;

/// What came of a look at a point.
///
/// @param cause [Cause#NONE] if it would play
/// @param detail the device's own words
/// @param took from the dial to the answer
record ProbeResult(Cause cause, String detail, Duration took) {
    private static final Duration SLOW = Duration.ofSeconds(2);

    /// Whether it lives.
    boolean isAnswer() {
        return cause != Cause.NO_ANSWER;
    }

    /// The state that follows from it alone.
    PointState state() {
        return switch (cause) {
            case NONE -> took.compareTo(SLOW) > 0 ? PointState.DEGRADED : PointState.ONLINE;
            case REFUSED -> PointState.UNAUTHORISED;
            case NO_ANSWER -> PointState.OFFLINE;
            case NOT_LOOKED_AT, NOT_REGISTERED -> PointState.UNKNOWN;
            case NO_STREAM, SLOW, NO_FRAMES -> PointState.DEGRADED;
        };
    }

    /// Why it is in that state.
    Cause reason() {
        return state() == PointState.DEGRADED && cause == Cause.NONE ? Cause.SLOW : cause;
    }
}

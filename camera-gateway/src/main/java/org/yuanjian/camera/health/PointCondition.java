package org.yuanjian.camera.health;

import java.time.Instant;

/// How a point is, why, and since when.
///
/// @param detail the device's own words, without credentials; empty where there are none
public record PointCondition(PointState state, Cause cause, String detail, Instant since) {
    private static final int MOST_DETAIL = 300;

    /// Why it is so.
    public enum Cause {
        NONE,
        /// Nobody has looked since the gateway began.
        NOT_LOOKED_AT,
        /// No device, or the paths of its streams are not known yet.
        NOT_REGISTERED,
        NO_ANSWER,
        REFUSED,
        /// The device lives, but does not have the stream.
        NO_STREAM,
        /// It answers later than a person would wait.
        SLOW,
        /// It answers, but its stream brings no frames.
        NO_FRAMES
    }

    public PointCondition {
        detail = detail.length() > MOST_DETAIL ? detail.substring(0, MOST_DETAIL) : detail;
    }

    static PointCondition unknown(Cause cause, Instant since) {
        return new PointCondition(PointState.UNKNOWN, cause, "", since);
    }

    /// Whether another one is the same but for its beginning and its words.
    boolean isLike(PointState otherState, Cause otherCause) {
        return state == otherState && cause == otherCause;
    }
}

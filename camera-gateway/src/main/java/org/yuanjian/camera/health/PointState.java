package org.yuanjian.camera.health;

/// How a point is.
public enum PointState {
    /// It would play, or plays.
    ONLINE,
    /// It answers, but not as it should.
    DEGRADED,
    /// It does not answer.
    OFFLINE,
    /// It refuses the account.
    UNAUTHORISED,
    /// Nobody looked yet, or nobody can.
    UNKNOWN;

    /// Whether pictures can be seen.
    public boolean isAvailable() {
        return this == ONLINE || this == DEGRADED;
    }

    /// Whether somebody has to do something.
    public boolean isTrouble() {
        return this == OFFLINE || this == UNAUTHORISED;
    }
}

package org.yuanjian.benchmark.fleet.scene;

/// How a camera sees its place: as it is, or as a camera in trouble does.
public enum Look {
    CLEAR,
    /// The picture stands still.
    FROZEN,
    /// No light, or no sensor.
    BLACK,
    /// Out of focus.
    BLURRED,
    /// Something hangs before the lens.
    COVERED,
    /// The camera was turned away from what it should see.
    SHIFTED;

    /// Whether nothing moves in it, so that a short loop does.
    public boolean isStill() {
        return this == FROZEN || this == BLACK || this == COVERED;
    }
}

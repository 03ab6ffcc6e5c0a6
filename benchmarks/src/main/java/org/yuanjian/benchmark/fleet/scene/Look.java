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
    SHIFTED,
    /// What a camera that can be moved sees to its left.
    VIEW_LEFT,
    /// To its right.
    VIEW_RIGHT,
    /// Nearer.
    VIEW_NEAR;

    /// Whether nothing moves in it, so that a short loop does.
    public boolean isStill() {
        return this == FROZEN || this == BLACK || this == COVERED;
    }

    /// Whether only cameras that can be moved see it.
    public boolean isView() {
        return this == VIEW_LEFT || this == VIEW_RIGHT || this == VIEW_NEAR;
    }
}

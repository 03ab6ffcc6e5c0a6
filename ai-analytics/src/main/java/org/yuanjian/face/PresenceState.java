package org.yuanjian.face;

/// How a challenge stands.
public enum PresenceState {
    /// The person is to look straight ahead, or to make the next move.
    GOING_ON,
    /// All moves were made in their order.
    PASSED,
    /// Another move was made than was asked for.
    OTHER_MOVE,
    /// It took too long, or nothing came for too long.
    TOO_SLOW,
    /// The face is not the one it began with.
    OTHER_FACE,
    /// A picture came from another session; nothing of it was looked at.
    FOREIGN_SESSION
}

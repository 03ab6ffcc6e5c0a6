package org.yuanjian.face;

import org.jspecify.annotations.Nullable;

/// What the machine has to say about two pictures: a suggestion, never a decision.
///
/// @param similarity cosine, -1 to 1
/// @param band what is suggested; nothing is where a picture has flaws
/// @param reference what was read from the picture of the reference; null where that was a template
/// @param live what was read from the picture to be compared
public record FaceComparison(
        double similarity, FaceBand band, @Nullable FaceReading reference, FaceReading live) {}

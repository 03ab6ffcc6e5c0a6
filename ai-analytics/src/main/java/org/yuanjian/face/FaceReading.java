package org.yuanjian.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was read from one picture with a face in it.
///
/// @param template the face as numbers
/// @param reasons what is to be said of the picture, gravest first; empty: nothing
/// @param pose how the head is held
/// @param eyeDistance in pixels of the file
/// @param live how likely it was taken of a person, 0 to 1, where that was asked
/// @param aligned the face as it was compared, as JPEG, where that was asked
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
public record FaceReading(
        FaceTemplate template,
        List<FaceReason> reasons,
        HeadPose pose,
        double eyeDistance,
        @Nullable Double live,
        byte @Nullable [] aligned) {

    public FaceReading {
        reasons = List.copyOf(reasons);
    }

    /// Whether it is good enough to be somebody's reference.
    public boolean isGood() {
        return reasons.stream().noneMatch(reason -> reason.weight() == FaceReason.Weight.FLAW);
    }

    @Override
    public String toString() {
        return "FaceReading " + reasons;
    }
}

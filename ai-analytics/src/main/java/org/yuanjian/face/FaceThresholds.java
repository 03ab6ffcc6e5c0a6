package org.yuanjian.face;

/// From where on a similarity suggests something. They are of one model and mean nothing for
/// another.
///
/// @param sameFrom cosine from which the same person is suggested
/// @param differentBelow cosine below which different people are suggested
public record FaceThresholds(double sameFrom, double differentBelow) {
    public FaceThresholds {
        if (!(-1 <= differentBelow && differentBelow <= sameFrom && sameFrom <= 1)) {
            throw new IllegalArgumentException(
                    "thresholds of a face model: -1 <= different-below <= same-from <= 1");
        }
    }

    /// What a similarity suggests; a person decides.
    public FaceBand band(double similarity) {
        if (similarity >= sameFrom) {
            return FaceBand.SUGGESTS_SAME;
        }
        return similarity < differentBelow
                ? FaceBand.SUGGESTS_DIFFERENT
                : FaceBand.OFFICER_COMPARES;
    }
}

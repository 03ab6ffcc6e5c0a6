package org.yuanjian.face;

/// Why a picture cannot be used, is used with care, or was not looked at. The pages have words for
/// each, which say what a person can do about it.
public enum FaceReason {
    EMPTY(Weight.REFUSED),
    TOO_MANY_BYTES(Weight.REFUSED),
    TOO_MANY_PIXELS(Weight.REFUSED),
    UNKNOWN_FORMAT(Weight.REFUSED),
    HEIC(Weight.REFUSED),
    TRUNCATED(Weight.REFUSED),
    CMYK(Weight.REFUSED),
    DEEP_COLOUR(Weight.REFUSED),
    ANIMATED(Weight.REFUSED),
    DAMAGED(Weight.REFUSED),
    NO_FACE(Weight.REFUSED),
    SEVERAL_FACES(Weight.FLAW),
    FACE_SMALL(Weight.FLAW),
    FACE_UNSURE(Weight.FLAW),
    BLURRED(Weight.FLAW),
    DARK(Weight.FLAW),
    BRIGHT(Weight.FLAW),
    TILTED(Weight.FLAW),
    TURNED_ASIDE(Weight.FLAW),
    RAISED_OR_LOWERED(Weight.FLAW),
    /// A hint: eyes or mouth show less than a face does.
    COVERED(Weight.FLAW),
    /// Advisory: the presence models take it for a picture of a picture.
    PERHAPS_NOT_LIVE(Weight.NOTE),
    /// The file said how it was held, and was turned upright.
    TURNED_UPRIGHT(Weight.NOTE),
    MODEL_MISSING(Weight.UNAVAILABLE),
    MODEL_ALTERED(Weight.UNAVAILABLE),
    OTHER_MODEL(Weight.UNAVAILABLE),
    BUSY(Weight.UNAVAILABLE),
    SLOW(Weight.UNAVAILABLE),
    FAILED(Weight.UNAVAILABLE);

    /// What follows from a reason.
    public enum Weight {
        /// There is no face to speak of.
        REFUSED,
        /// A face was found; a better picture should be asked for.
        FLAW,
        /// To be told, and no more.
        NOTE,
        /// The machine has no opinion: a person compares by eye.
        UNAVAILABLE
    }

    private final Weight weight;

    FaceReason(Weight weight) {
        this.weight = weight;
    }

    public Weight weight() {
        return weight;
    }
}

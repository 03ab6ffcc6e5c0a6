package org.yuanjian.face;

/// What a similarity suggests. Nothing follows from it: an officer decides.
public enum FaceBand {
    SUGGESTS_SAME,
    OFFICER_COMPARES,
    SUGGESTS_DIFFERENT
}

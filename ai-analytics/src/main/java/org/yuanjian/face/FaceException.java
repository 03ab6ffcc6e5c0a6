package org.yuanjian.face;

import org.jspecify.annotations.Nullable;

/// There is no answer about a face, and why.
public final class FaceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FaceReason reason;
    private final boolean aboutReference;

    FaceException(FaceReason reason, String message) {
        this(reason, message, false);
    }

    private FaceException(FaceReason reason, @Nullable String message, boolean aboutReference) {
        super(message, null, false, false);
        this.reason = reason;
        this.aboutReference = aboutReference;
    }

    /// The same about the picture of the reference.
    FaceException ofReference() {
        return new FaceException(reason, getMessage(), true);
    }

    /// Whether it is the picture of the reference, not the one that was compared with it.
    public boolean isAboutReference() {
        return aboutReference;
    }

    public FaceReason reason() {
        return reason;
    }
}

package org.yuanjian.face;

/// There is no answer about a face, and why.
public final class FaceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FaceReason reason;

    FaceException(FaceReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public FaceReason reason() {
        return reason;
    }
}

package org.yuanjian.picture;

/// A picture cannot be had from what was sent.
public final class PictureException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What went wrong.
    public enum Kind {
        /// No picture is in it.
        MALFORMED,
        /// More bytes or pixels than any camera sends.
        TOO_LARGE,
        /// The decoder did not answer in time, or ended; it was started anew.
        DECODER
    }

    private final Kind kind;

    PictureException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

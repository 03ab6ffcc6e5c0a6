package org.yuanjian.media.rtsp;

/// A peer did not speak RTSP as it should, or said no. Carries no stack trace when it stems from
/// bytes on the wire.
public final class RtspException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What went wrong, for who has to decide what to do about it.
    public enum Kind {
        /// Bytes that are no RTSP message.
        MALFORMED,
        /// A message larger than the limits.
        TOO_LARGE,
        /// The server refused the credentials.
        REFUSED,
        /// The server answered with a failure status.
        STATUS,
        /// The session description cannot be used.
        DESCRIPTION,
        /// No connection, or no answer in time.
        UNREACHABLE
    }

    private final Kind kind;

    public RtspException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

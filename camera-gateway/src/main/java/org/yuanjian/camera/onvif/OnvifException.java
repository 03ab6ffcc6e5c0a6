package org.yuanjian.camera.onvif;

import java.io.IOException;

/// A call to a device that brought no answer, or not the one that was asked for. The message is for
/// logs; what a person reads follows from the kind and the device's own words.
public final class OnvifException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String words;

    /// What went wrong.
    public enum Kind {
        /// The outbound rule does not let us go there.
        NOT_ALLOWED,
        /// No such host, no route, or nothing listens.
        UNREACHABLE,
        /// No answer, or not all of it, in time.
        TIMEOUT,
        /// The credentials were refused, or there were none and the device wants some. Further
        /// tries may lock the account.
        REFUSED,
        /// The device does not know the operation.
        NOT_SUPPORTED,
        /// The device answered with any other fault.
        FAULT,
        /// The answer is no SOAP, or lacks what the operation promises.
        MALFORMED,
        /// The answer is larger than is taken.
        TOO_LARGE
    }

    /// @param words what the device said, without credentials; empty if it said nothing
    OnvifException(Kind kind, String message, String words) {
        super(words.isEmpty() ? message : message + ": " + words);
        this.kind = kind;
        this.words = words;
    }

    OnvifException(Kind kind, String message) {
        this(kind, message, "");
    }

    OnvifException(Kind kind, String message, Throwable cause) {
        this(kind, message, "");
        initCause(cause);
    }

    static OnvifException malformed(String message) {
        return new OnvifException(Kind.MALFORMED, message);
    }

    public Kind kind() {
        return kind;
    }

    /// What the device said, without credentials; empty if it said nothing.
    public String words() {
        return words;
    }
}

package org.yuanjian.camera.ptz;

import org.yuanjian.camera.onvif.OnvifException;

/// A camera cannot be moved; the message is for logs.
public final class PtzException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is in the way.
    public enum Kind {
        /// No such point, or no ONVIF device hangs there.
        UNKNOWN,
        /// It cannot be moved, or not in this way.
        NOT_SUPPORTED,
        /// Somebody else moves it.
        HELD,
        /// It refuses the account, or its password cannot be opened.
        REFUSED,
        UNREACHABLE,
        /// It answered with a fault.
        FAULT
    }

    private final Kind kind;

    PtzException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static PtzException of(OnvifException e) {
        Kind kind =
                switch (e.kind()) {
                    case REFUSED -> Kind.REFUSED;
                    case NOT_SUPPORTED -> Kind.NOT_SUPPORTED;
                    case NOT_ALLOWED, UNREACHABLE, TIMEOUT -> Kind.UNREACHABLE;
                    case FAULT, MALFORMED, TOO_LARGE -> Kind.FAULT;
                };
        return new PtzException(kind, e.words());
    }

    public Kind kind() {
        return kind;
    }
}

package org.yuanjian.console.audit;

import org.jspecify.annotations.Nullable;

/// The ledger cannot take anything down now, so nothing may be done that must stand in it.
public final class AuditException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AuditException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package org.yuanjian.camera.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A database could not be copied, or a copy not be put back. Nothing has changed by it.
public final class CopyException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public CopyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

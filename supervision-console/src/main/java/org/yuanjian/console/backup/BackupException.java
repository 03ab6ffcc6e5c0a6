package org.yuanjian.console.backup;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A backup cannot be written, or not be put back. What was there is as it was.
public final class BackupException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

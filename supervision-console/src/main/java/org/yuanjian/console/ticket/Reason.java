package org.yuanjian.console.ticket;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a person looks at pictures, as tickets and watermarks name it.
public enum Reason {
    ROUTINE_TOUR;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static boolean isKnown(@Nullable String key) {
        for (Reason reason : values()) {
            if (reason.key().equals(key)) {
                return true;
            }
        }
        return false;
    }
}

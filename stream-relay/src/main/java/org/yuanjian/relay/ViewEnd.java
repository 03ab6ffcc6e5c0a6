package org.yuanjian.relay;

import java.util.Locale;

/// Why a view is over.
public enum ViewEnd {
    /// The viewer left, or the session ended by itself.
    LEFT,
    /// Ticket, session or person may look no longer.
    REVOKED,
    /// Nobody renewed the right in time.
    RIGHT_OVER;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

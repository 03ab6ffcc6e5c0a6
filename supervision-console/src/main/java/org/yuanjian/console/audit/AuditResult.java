package org.yuanjian.console.audit;

import java.util.Locale;

/// How it ended.
public enum AuditResult {
    DONE,
    REFUSED,
    FAILED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.yuanjian.console.audit;

import java.util.Locale;

/// What can happen. The keys stand in the ledger for good: none is renamed or given away again.
public enum AuditKind {
    SIGN_IN,
    SIGN_OUT,
    SESSION_END,
    VIEW_GRANT,
    VIEW_START,
    VIEW_END,
    PTZ,
    SNAPSHOT,
    EXPORT,
    CONFIGURATION,
    POINT,
    PLATFORM_TICKET,
    ACCOUNT,
    PASSWORD,
    FACTOR,
    RIGHT,
    GROUP,
    TWO_PERSON,
    BREAK_GLASS,
    VIEW_AS,
    LEDGER_READ,
    TEXT_DELETE,
    WEBHOOK,
    BACKUP,
    THUMBNAIL,
    LEDGER_RESUMED,
    FINDING,
    REFERENCE,
    TOUR,
    EVIDENCE,
    /// What was kept long enough is deleted.
    RETENTION;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AuditKind of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}

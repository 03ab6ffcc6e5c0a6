package org.yuanjian.console.ticket;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The reasons there are to look at pictures, as tickets, watermarks and the ledger name them.
public enum Reason {
    ROUTINE_TOUR(Detail.NONE),
    FINDING(Detail.NUMBER),
    VISIT(Detail.NUMBER),
    REQUEST(Detail.NUMBER),
    OTHER(Detail.TEXT);

    /// What has to be said beside the reason.
    enum Detail {
        NONE,
        NUMBER,
        TEXT
    }

    private final Detail detail;

    Reason(Detail detail) {
        this.detail = detail;
    }

    Detail detail() {
        return detail;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Reason> of(String key) {
        return Stream.of(values()).filter(reason -> reason.key().equals(key)).findFirst();
    }
}

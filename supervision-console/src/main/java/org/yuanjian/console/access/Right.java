package org.yuanjian.console.access;

import java.util.Locale;
import java.util.Optional;

/// What can be allowed.
public enum Right {
    /// Know of points, their state and their history.
    SEE,
    LIVE,
    PTZ,
    SNAPSHOT,
    /// Recordings kept in devices.
    PLAYBACK,
    /// Take recordings along.
    EXPORT,
    /// Add, change and take out points and devices.
    POINTS,
    /// Plan work, so that breaks do not count.
    MAINTENANCE,
    /// Know of findings, and answer them.
    FINDINGS,
    /// Raise findings, judge answers, approve how a point is to look.
    INSPECT,
    VISITS,
    REPORTS,
    /// Accounts, grants, groups and sensitive points.
    ACCOUNTS,
    /// Look at accounts and grants, change none.
    ACCOUNTS_READ,
    /// Tickets of other platforms.
    PLATFORM,
    /// Where notices are sent to, those of all regions.
    WEBHOOKS,
    LEDGER,
    /// Who looked at the own points.
    WATCHED,
    /// Be the second of two at a sensitive point.
    APPROVE,
    /// Take a right for half an hour where there is none, with notice to others.
    BREAK_GLASS;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Right> of(String key) {
        for (Right right : values()) {
            if (right.key().equals(key)) {
                return Optional.of(right);
            }
        }
        return Optional.empty();
    }

    /// Whether it is one for all regions, so that nobody has it for a part of them.
    boolean isWhole() {
        return this == LEDGER || this == WEBHOOKS;
    }

    /// Whether it shows people: what a sensitive point keeps back.
    boolean showsPeople() {
        return switch (this) {
            case LIVE, PTZ, SNAPSHOT, PLAYBACK, EXPORT -> true;
            default -> false;
        };
    }
}

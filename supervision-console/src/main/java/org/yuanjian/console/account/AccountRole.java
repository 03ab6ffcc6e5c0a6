package org.yuanjian.console.account;

import java.util.Locale;
import java.util.Optional;

/// What somebody is in the service. What each may do stands in the rights.
public enum AccountRole {
    /// Keeps accounts, points and settings; reads no ledger.
    ADMINISTRATOR,
    /// Reads the ledger and who may do what; changes nothing.
    AUDITOR,
    /// Looks at points of a region and writes findings.
    INSPECTOR,
    /// Answers for a region: looks, plans work, allows what needs two.
    REGION_CHIEF,
    /// Works at one site: its own points, visits and reports.
    OFFICER;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AccountRole> of(String key) {
        for (AccountRole role : values()) {
            if (role.key().equals(key)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}

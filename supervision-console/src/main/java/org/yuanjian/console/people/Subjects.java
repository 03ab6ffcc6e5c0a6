package org.yuanjian.console.people;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.setting.OidcSettings;
import org.yuanjian.console.setting.YuanjianSettings;

/// Reads who an account is to be at the other service people may sign in with.
@Component
final class Subjects {
    // OpenID Connect Core 1.0 §2: 255 ASCII characters at most.
    private static final Pattern SUBJECT = Pattern.compile("[ -~]{1,255}");
    private static final Pattern BOUND = Pattern.compile("https?://[!-{}~]{1,200}\\|[ -~]{1,255}");

    private final OidcSettings settings;
    private final AccountStore accounts;

    Subjects(YuanjianSettings settings, AccountStore accounts) {
        this.settings = settings.oidc();
        this.accounts = accounts;
    }

    /// As accounts are bound; an empty text unbinds, and without one nothing is to change.
    ///
    /// @param given with the issuer or, for the one that is set, without
    /// @param account whose it is to be; empty for a new one
    Optional<String> read(@Nullable String given, String account) {
        if (given == null || given.isBlank()) {
            return Optional.ofNullable(given).map(String::strip);
        }
        String subject = bound(given.strip());
        if (accounts.subject(subject).filter(one -> !one.id().equals(account)).isPresent()) {
            throw taken();
        }
        return Optional.of(subject);
    }

    private String bound(String given) {
        if (BOUND.matcher(given).matches()) {
            return given;
        }
        if (!settings.isOn() || !SUBJECT.matcher(given).matches()) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "ACCOUNT_SUBJECT", "No such subject");
        }
        return settings.bound(given);
    }

    static ProblemException taken() {
        return new ProblemException(
                HttpStatus.CONFLICT, "SUBJECT_TAKEN", "Another account is that one");
    }
}

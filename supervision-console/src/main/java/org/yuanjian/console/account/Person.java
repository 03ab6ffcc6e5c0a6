package org.yuanjian.console.account;

import java.io.Serial;
import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// Somebody who signed in, until the session ends at the latest.
public final class Person extends AbstractAuthenticationToken {
    @Serial private static final long serialVersionUID = 1L;

    private final String account;
    private final Instant until;

    Person(String account, Instant until) {
        super(List.of());
        this.account = account;
        this.until = until;
        super.setAuthenticated(true);
    }

    /// Name of the account, as it stands in tickets.
    public String account() {
        return account;
    }

    Instant until() {
        return until;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return account;
    }
}

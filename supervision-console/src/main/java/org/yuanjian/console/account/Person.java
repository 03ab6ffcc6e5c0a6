package org.yuanjian.console.account;

import java.io.Serial;
import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.yuanjian.console.audit.Actor;

/// Somebody who signed in, as the request came: the account as it is now, and the session.
public final class Person extends AbstractAuthenticationToken {
    @Serial private static final long serialVersionUID = 1L;

    /// Attribute of a request whose session could not be read.
    public static final String UNKNOWN = "yuanjian.person.unknown";

    /// How far a sign-in has come.
    public enum Stage {
        /// The second factor is missing.
        FACTOR,
        /// A new password has to be chosen.
        CHANGE,
        /// A second factor has to be set up.
        ENROL,
        /// Signed in.
        OPEN
    }

    /// One session of an account.
    ///
    /// @param id names it in lists and tickets; opens nothing
    /// @param address where it was opened from
    public record Session(String id, Stage stage, String address, Instant until) {}

    private final transient Account account;
    private final transient Account viewer;
    private final transient Session session;

    /// @param account whose rights count
    /// @param viewer who really sits there: another one in the simulator of rights
    public Person(Account account, Account viewer, Session session) {
        super(List.of());
        this.account = account;
        this.viewer = viewer;
        this.session = session;
        super.setAuthenticated(true);
    }

    public Account account() {
        return account;
    }

    public Account viewer() {
        return viewer;
    }

    /// Whether this is the simulator of rights, in which nothing is changed.
    public boolean isSimulated() {
        return !viewer.id().equals(account.id());
    }

    public String accountId() {
        return account.id();
    }

    public String sessionId() {
        return session.id();
    }

    public Session session() {
        return session;
    }

    public boolean isSignedIn() {
        return session.stage() == Stage.OPEN;
    }

    /// As the ledger names it: who really sits there.
    public Actor actor() {
        return new Actor(viewer.id(), viewer.name(), session.address());
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return account.name();
    }
}

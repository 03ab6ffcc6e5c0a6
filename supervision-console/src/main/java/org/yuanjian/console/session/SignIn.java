package org.yuanjian.console.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.account.Person.Stage;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;

/// Takes somebody from a name and a password to a session, one stage after the other: the second
/// factor, a new password where one is due, a second factor where there is none yet. Any thread.
public final class SignIn {
    static final String PASSWORD = "password";
    static final String OIDC = "oidc";

    private final AccountStore accounts;
    private final Passwords passwords;
    private final SessionStore sessions;
    private final SignInThrottle throttle;
    private final Factors factors;
    private final AuditTrail audit;
    private final boolean needsFactor;
    private final boolean trustsOidc;
    private final List<SessionEnd> listeners;

    /// @param needsFactor whether everybody needs a second factor
    /// @param trustsOidc whether the other service's second factor is as good as ours
    /// @param listeners hear of sessions that end
    record Around(
            AccountStore accounts,
            Passwords passwords,
            SessionStore sessions,
            SignInThrottle throttle,
            Factors factors,
            AuditTrail audit,
            boolean needsFactor,
            boolean trustsOidc,
            List<SessionEnd> listeners) {}

    SignIn(Around around) {
        this.accounts = around.accounts();
        this.passwords = around.passwords();
        this.sessions = around.sessions();
        this.throttle = around.throttle();
        this.factors = around.factors();
        this.audit = around.audit();
        this.needsFactor = around.needsFactor();
        this.trustsOidc = around.trustsOidc();
        this.listeners = List.copyOf(around.listeners());
    }

    /// What came of a step.
    sealed interface Outcome {
        /// It went on, with a new cookie.
        record Advanced(String session, String token, Stage stage) implements Outcome {}

        /// It did not go on.
        sealed interface Refused extends Outcome {}

        /// What was given is wrong; never says what of it.
        record Wrong() implements Refused {}

        /// Too many failures before.
        record Wait(Duration left) implements Refused {}
    }

    /// The first step. A name nobody has costs the same time and gives the same answer.
    Outcome password(String name, String password, SessionStore.Origin origin) {
        SignInThrottle.Try made = throttle.begin(name, origin.address());
        if (!made.isAllowed()) {
            return new Outcome.Wait(made.left());
        }
        Optional<Account> account = accounts.named(name);
        String hash = account.map(known -> accounts.hash(known.id())).orElse("");
        boolean isRight = passwords.matches(password, hash);
        if (!isRight || account.isEmpty() || account.get().disabled()) {
            refused(account, name, origin, PASSWORD);
            return new Outcome.Wrong();
        }
        throttle.succeeded(made);
        return open(account.get(), origin, PASSWORD);
    }

    /// Somebody whom another service vouches for: that stands for the password. What it says of a
    /// second factor counts only where the settings say so.
    Outcome.Advanced vouched(Account account, SessionStore.Origin origin) {
        return open(account, origin, OIDC);
    }

    private Outcome.Advanced open(Account account, SessionStore.Origin origin, String way) {
        boolean isDue = !isTrusted(way) && factors.held(account.id()).isAny();
        Stage stage = isDue ? Stage.FACTOR : afterFactor(account, way);
        if (stage == Stage.OPEN) {
            audit.append(signedIn(new Actor(account.id(), account.name(), origin.address()), way));
        }
        SessionStore.Opened opened = sessions.open(account, stage, way, origin);
        return new Outcome.Advanced(opened.id(), opened.token(), stage);
    }

    private boolean isTrusted(String way) {
        return trustsOidc && way.equals(OIDC);
    }

    /// Who signs in elsewhere may never have known the password.
    private Stage afterFactor(Account account, String way) {
        return account.mustChange() && way.equals(PASSWORD)
                ? Stage.CHANGE
                : afterChange(account, way);
    }

    private Stage afterChange(Account account, String way) {
        boolean lacks = needsFactor && !isTrusted(way) && !factors.held(account.id()).isAny();
        return lacks ? Stage.ENROL : Stage.OPEN;
    }

    /// The second factor: `proof` is asked once, unless there were too many failures.
    Outcome factor(Person person, String way, BooleanSupplier proof) {
        SignInThrottle.Try made =
                throttle.begin(
                        SignInThrottle.factorOf(person.accountId()), person.session().address());
        if (!made.isAllowed()) {
            return new Outcome.Wait(made.left());
        }
        if (!proof.getAsBoolean()) {
            SessionStore.Origin origin = new SessionStore.Origin(person.session().address(), "");
            refused(Optional.of(person.account()), person.account().name(), origin, way);
            return new Outcome.Wrong();
        }
        throttle.succeeded(made);
        return advance(person, afterFactor(person.account(), person.session().way()), way);
    }

    /// A new password has been chosen.
    Outcome changed(Person person, String password) {
        audit.append(AuditEvent.done(AuditKind.PASSWORD, person.actor(), person.accountId()));
        accounts.setHash(person.accountId(), passwords.hash(password), false);
        endOthers(person);
        Stage stage = afterChange(person.account(), person.session().way());
        return advance(person, stage, PASSWORD);
    }

    /// A second factor has been set up.
    Outcome enrolled(Person person) {
        return advance(person, Stage.OPEN, person.session().way());
    }

    private Outcome advance(Person person, Stage stage, String way) {
        if (stage == Stage.OPEN && !person.isSignedIn()) {
            audit.append(signedIn(person, way));
        }
        String token = sessions.advance(person.sessionId(), stage);
        return new Outcome.Advanced(person.sessionId(), token, stage);
    }

    /// With the last step where a password was the first, and with both where it was not.
    private static AuditEvent signedIn(Person person, String way) {
        String first = person.session().way();
        AuditEvent event = signedIn(person.actor(), first.equals(PASSWORD) ? way : first);
        return first.equals(PASSWORD) || first.equals(way) ? event : event.with("factor", way);
    }

    private static AuditEvent signedIn(Actor actor, String way) {
        return AuditEvent.done(AuditKind.SIGN_IN, actor, actor.id()).with("way", way);
    }

    /// Told without waiting: who guesses must not learn whether the ledger works, nor hold it up.
    private void refused(
            Optional<Account> account, String name, SessionStore.Origin origin, String way) {
        Actor actor = new Actor(account.map(Account::id).orElse(""), name, origin.address());
        audit.submit(
                AuditEvent.done(AuditKind.SIGN_IN, actor, actor.id()).with("way", way).refused());
    }

    boolean needsFactor() {
        return needsFactor;
    }

    /// Asks somebody who has a session for the password once more; empty if it is right. Counted
    /// with the tries to sign in, so that a stolen session guesses no faster.
    Optional<Outcome.Refused> confirm(Person person, String password) {
        SignInThrottle.Try made =
                throttle.begin(person.account().name(), person.session().address());
        if (!made.isAllowed()) {
            return Optional.of(new Outcome.Wait(made.left()));
        }
        boolean isRight =
                password.length() <= Passwords.LONGEST
                        && passwords.matches(password, accounts.hash(person.accountId()));
        if (!isRight) {
            audit.submit(
                    AuditEvent.done(AuditKind.PASSWORD, person.actor(), person.accountId())
                            .with("session", person.sessionId())
                            .refused());
            return Optional.of(new Outcome.Wrong());
        }
        throttle.succeeded(made);
        return Optional.empty();
    }

    void signOut(Person person) {
        audit.submit(AuditEvent.done(AuditKind.SIGN_OUT, person.actor(), person.accountId()));
        sessions.end(person.sessionId());
        ended(person.sessionId());
    }

    /// Ends one session of anybody; false if there is none.
    boolean end(String session, Actor by, String account) {
        audit.append(AuditEvent.done(AuditKind.SESSION_END, by, account).with("session", session));
        boolean isEnded = sessions.end(session);
        ended(session);
        return isEnded;
    }

    private void endOthers(Person person) {
        sessions.endAll(person.accountId(), person.sessionId()).forEach(this::ended);
    }

    /// Ends all of an account, which may do other things now, or nothing.
    public void endAll(String account) {
        sessions.endAll(account, "").forEach(this::ended);
    }

    /// The account's rights have changed, or everybody's for an empty id.
    public void rightsChanged(String account) {
        listeners.forEach(listener -> listener.changed(account));
    }

    private void ended(String session) {
        listeners.forEach(listener -> listener.ended(session));
    }
}

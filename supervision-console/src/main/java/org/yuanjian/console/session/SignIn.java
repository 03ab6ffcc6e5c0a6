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
    private final AccountStore accounts;
    private final Passwords passwords;
    private final SessionStore sessions;
    private final SignInThrottle throttle;
    private final Factors factors;
    private final AuditTrail audit;
    private final boolean needsFactor;
    private final List<SessionEnd> listeners;

    /// @param needsFactor whether everybody needs a second factor
    /// @param listeners hear of sessions that end
    record Around(
            AccountStore accounts,
            Passwords passwords,
            SessionStore sessions,
            SignInThrottle throttle,
            Factors factors,
            AuditTrail audit,
            boolean needsFactor,
            List<SessionEnd> listeners) {}

    SignIn(Around around) {
        this.accounts = around.accounts();
        this.passwords = around.passwords();
        this.sessions = around.sessions();
        this.throttle = around.throttle();
        this.factors = around.factors();
        this.audit = around.audit();
        this.needsFactor = around.needsFactor();
        this.listeners = List.copyOf(around.listeners());
    }

    /// What came of a step.
    sealed interface Outcome {
        /// It went on, with a new cookie.
        record Advanced(String session, String token, Stage stage) implements Outcome {}

        /// What was given is wrong; never says what of it.
        record Wrong() implements Outcome {}

        /// Too many failures before.
        record Wait(Duration left) implements Outcome {}
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
            refused(account, name, origin, "password");
            return new Outcome.Wrong();
        }
        throttle.succeeded(made);
        return open(account.get(), origin, "password");
    }

    /// Somebody whom another service vouches for; the first step done.
    Outcome vouched(Account account, SessionStore.Origin origin) {
        return open(account, origin, "oidc");
    }

    private Outcome open(Account account, SessionStore.Origin origin, String way) {
        Stage stage =
                way.equals("password") && factors.held(account.id()).isAny()
                        ? Stage.FACTOR
                        : afterFactor(account, way);
        if (stage == Stage.OPEN) {
            audit.append(signedIn(new Actor(account.id(), account.name(), origin.address()), way));
        }
        SessionStore.Opened opened = sessions.open(account, stage, origin);
        return new Outcome.Advanced(opened.id(), opened.token(), stage);
    }

    private Stage afterFactor(Account account, String way) {
        return account.mustChange() && way.equals("password")
                ? Stage.CHANGE
                : afterChange(account, way);
    }

    /// Another service asks for its own second factor.
    private Stage afterChange(Account account, String way) {
        boolean lacks =
                needsFactor && way.equals("password") && !factors.held(account.id()).isAny();
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
        return advance(person, afterFactor(person.account(), "password"), way);
    }

    /// A new password has been chosen.
    Outcome changed(Person person, String password) {
        audit.append(AuditEvent.done(AuditKind.PASSWORD, person.actor(), person.accountId()));
        accounts.setHash(person.accountId(), passwords.hash(password), false);
        endOthers(person);
        return advance(person, afterChange(person.account(), "password"), "password");
    }

    /// A second factor has been set up.
    Outcome enrolled(Person person) {
        return advance(person, Stage.OPEN, "password");
    }

    private Outcome advance(Person person, Stage stage, String way) {
        if (stage == Stage.OPEN && !person.isSignedIn()) {
            audit.append(signedIn(person.actor(), way));
        }
        String token = sessions.advance(person.sessionId(), stage);
        return new Outcome.Advanced(person.sessionId(), token, stage);
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

    /// Whether this is the password of an account that is signed in.
    boolean isPassword(Account account, String password) {
        return passwords.matches(password, accounts.hash(account.id()));
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

package org.yuanjian.console.session;

import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.oidc.OidcException;
import org.yuanjian.console.oidc.OidcException.Kind;
import org.yuanjian.console.oidc.OidcProvider;
import org.yuanjian.console.oidc.OidcRequest;

/// Sends a browser to another service and takes it back: who it is there belongs to an account
/// here, or nobody is signed in. Accounts are never made by that. Any thread.
final class OidcSignIn {
    private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);
    private static final int SECRET_BYTES = 32;

    private final OidcProvider provider;
    private final OidcAttemptStore attempts;
    private final AccountStore accounts;
    private final SignIn signIn;
    private final SignInThrottle throttle;
    private final AuditTrail audit;

    /// What it works with.
    record Around(
            OidcProvider provider,
            OidcAttemptStore attempts,
            AccountStore accounts,
            SignIn signIn,
            SignInThrottle throttle,
            AuditTrail audit) {}

    OidcSignIn(Around around) {
        this.provider = around.provider();
        this.attempts = around.attempts();
        this.accounts = around.accounts();
        this.signIn = around.signIn();
        this.throttle = around.throttle();
        this.audit = around.audit();
    }

    /// A browser that may go.
    ///
    /// @param address where to
    /// @param browser what it has to keep as a cookie
    record Started(URI address, String browser) {}

    /// What a browser brings back in its address; empty where it does not.
    record Arrived(String state, String code, String error) {
        @Override
        public String toString() {
            return "Arrived[error=" + error + "]";
        }
    }

    /// Somebody whom the service vouched for.
    ///
    /// @param back the page that was wanted
    record Landed(SignIn.Outcome.Advanced session, String back) {}

    /// @param redirect where the browser comes back to
    /// @param back the page that is wanted
    /// @param browser its cookie; empty without. One that has begun elsewhere goes on there too
    /// @throws OidcException if it may not go, or the service does not answer
    Started start(URI redirect, String back, String browser, String address) {
        String state = Secrets.fresh(SECRET_BYTES);
        SignInThrottle.Try made = begin(nameOfStart(state), address);
        OidcRequest request =
                new OidcRequest(
                        state, Secrets.fresh(SECRET_BYTES), Secrets.fresh(SECRET_BYTES), redirect);
        String kept = browser.isEmpty() ? Secrets.fresh(SECRET_BYTES) : browser;
        try {
            URI there = provider.address(request);
            attempts.begin(
                    state,
                    kept,
                    new OidcAttemptStore.Attempt(request.nonce(), request.verifier(), back));
            return new Started(there, kept);
        } catch (OidcException e) {
            throttle.forget(made);
            throw logged(e);
        }
    }

    /// A try under a name of its own: the rule of addresses holds, no name is ever locked. A start
    /// counts until the browser has come back well.
    private SignInThrottle.Try begin(String name, String address) {
        SignInThrottle.Try made = throttle.begin(name, address);
        if (!made.isAllowed()) {
            throw new OidcException(Kind.TOO_MANY_TRIES, "too many tries", null);
        }
        return made;
    }

    private static String nameOfStart(String state) {
        return "oidc start " + state;
    }

    private static OidcException logged(OidcException e) {
        Throwable cause = e.getCause();
        log.atWarn()
                .addKeyValue("problem", e.kind())
                .addKeyValue("cause", cause == null ? "" : cause.getMessage())
                .log(e.getMessage());
        return e;
    }

    /// @param browser its cookie
    /// @param redirect where it was sent back to
    /// @throws OidcException if nobody is signed in by that
    /// @throws AuditException if it cannot be taken down; then nobody is signed in either
    Landed finish(Arrived arrived, String browser, URI redirect, SessionStore.Origin origin) {
        SignInThrottle.Try made = begin("oidc return " + arrived.state(), origin.address());
        try {
            Landed landed = land(arrived, browser, redirect, origin);
            throttle.forget(made);
            throttle.forget(nameOfStart(arrived.state()));
            return landed;
        } catch (OidcException e) {
            if (e.kind() == Kind.OIDC_UNREACHABLE) {
                throttle.forget(made);
            }
            throw e;
        } catch (AuditException e) {
            throttle.forget(made);
            throw e;
        }
    }

    private Landed land(Arrived arrived, String browser, URI redirect, SessionStore.Origin origin) {
        OidcAttemptStore.Attempt attempt =
                attempts.take(arrived.state(), browser)
                        .orElseThrow(() ->
                                refused(nobody(origin), problem(Kind.OIDC_STATE, "not begun")));
        if (!arrived.error().isEmpty() || arrived.code().isEmpty()) {
            throw refused(nobody(origin), problem(Kind.OIDC_DENIED, "denied"));
        }
        String subject;
        try {
            subject =
                    provider.subject(
                            arrived.code(),
                            new OidcRequest(
                                    arrived.state(),
                                    attempt.nonce(),
                                    attempt.verifier(),
                                    redirect));
        } catch (OidcException e) {
            throw refused(nobody(origin), logged(e));
        }
        return new Landed(signIn.vouched(account(subject, origin), origin), attempt.back());
    }

    /// A disabled account is refused like one that is not there.
    private Account account(String subject, SessionStore.Origin origin) {
        Optional<Account> account = accounts.subject(subject);
        Actor actor =
                new Actor(
                        account.map(Account::id).orElse(""),
                        account.map(Account::name).orElse(subject),
                        origin.address());
        return account.filter(known -> !known.disabled())
                .orElseThrow(() -> refused(actor, problem(Kind.OIDC_UNKNOWN, "no account")));
    }

    private static Actor nobody(SessionStore.Origin origin) {
        return new Actor("", "", origin.address());
    }

    private static OidcException problem(Kind kind, String message) {
        return new OidcException(kind, message, null);
    }

    /// Told without waiting, as with passwords.
    private OidcException refused(Actor actor, OidcException problem) {
        audit.submit(
                AuditEvent.done(AuditKind.SIGN_IN, actor, actor.id())
                        .with("way", SignIn.OIDC)
                        .with("problem", problem.kind().name())
                        .refused());
        return problem;
    }
}

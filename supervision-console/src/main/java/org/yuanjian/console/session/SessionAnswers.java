package org.yuanjian.console.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// Turns steps of a sign-in into answers, cookies and problems.
final class SessionAnswers {
    private final SessionStore sessions;
    private final Factors factors;
    private final Rights rights;
    private final PasskeyPlace place;
    private final CsrfTokenRepository csrfTokens;
    private final SessionView.@Nullable Oidc oidc;

    /// @param oidc the other service people may sign in with; null for none
    record Around(
            SessionStore sessions,
            Factors factors,
            Rights rights,
            PasskeyPlace place,
            CsrfTokenRepository csrfTokens,
            SessionView.@Nullable Oidc oidc) {}

    SessionAnswers(Around around) {
        this.sessions = around.sessions();
        this.factors = around.factors();
        this.rights = around.rights();
        this.place = around.place();
        this.csrfTokens = around.csrfTokens();
        this.oidc = around.oidc();
    }

    static SessionStore.Origin origin(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new SessionStore.Origin(request.getRemoteAddr(), agent == null ? "" : agent);
    }

    SessionView view(@Nullable Person person, HttpServletRequest request) {
        String obstacle = place.obstacle(request).map(PasskeyPlace.Obstacle::key).orElse(null);
        if (person == null) {
            return SessionView.nobody(obstacle, oidc);
        }
        List<String> keys =
                person.isSignedIn()
                        ? rights.anywhere(person.account()).stream().map(Right::key).toList()
                        : List.of();
        return SessionView.of(
                person, new SessionView.Beside(factors(person.account()), obstacle, keys));
    }

    private List<String> factors(Account account) {
        Factors.Held held = factors.held(account.id());
        List<String> ways = new ArrayList<>();
        if (held.oneTimeCodes() || held.recoveryCodes() > 0) {
            ways.add("code");
        }
        if (!held.passkeys().isEmpty()) {
            ways.add("passkey");
        }
        return ways;
    }

    SessionView of(
            SignIn.Outcome outcome, HttpServletRequest request, HttpServletResponse response) {
        return switch (outcome) {
            case SignIn.Outcome.Advanced(var _, var token, var _) -> {
                cookies(token, request, response);
                yield view(sessions.find(token).orElse(null), request);
            }
            case SignIn.Outcome.Refused refused -> throw problem(refused);
        };
    }

    static ProblemException problem(SignIn.Outcome.Refused refused) {
        return switch (refused) {
            case SignIn.Outcome.Wrong() -> wrong();
            case SignIn.Outcome.Wait(var left) -> tooMany(left);
        };
    }

    /// A new cookie and a new CSRF token with each step, so that neither was known before.
    void cookies(String token, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.write(request, response, token);
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
    }

    static ProblemException wrong() {
        return new ProblemException(
                HttpStatus.UNAUTHORIZED, "WRONG_PASSWORD", "What was given is wrong");
    }

    private static ProblemException tooMany(Duration left) {
        long seconds = left.toSeconds() + 1;
        ProblemException problem =
                new ProblemException(
                        HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_TRIES", "Too many failed tries");
        problem.getBody().setProperty("seconds", seconds);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    static ProblemException weak(Passwords.Weakness weakness) {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT, "PASSWORD_" + weakness.name(), "Too weak");
    }
}

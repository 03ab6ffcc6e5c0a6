package org.yuanjian.console.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.setting.YuanjianSettings;

/// Signs people in and out.
@RestController
final class SessionController {
    private static final Logger log = LoggerFactory.getLogger(SessionController.class);
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 256;

    private final AccountStore accounts;
    private final SignInGuard guard;
    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository csrfTokens;
    private final InstantSource clock;
    private final Duration life;

    SessionController(
            AccountStore accounts,
            SignInGuard guard,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            InstantSource clock,
            YuanjianSettings settings) {
        this.accounts = accounts;
        this.guard = guard;
        this.contexts = contexts;
        this.csrfTokens = csrfTokens;
        this.clock = clock;
        this.life = settings.account().session();
    }

    record SignIn(@Nullable String user, @Nullable String password) {}

    /// @param account who is signed in; null for nobody
    /// @param reason why pictures are looked at, as tickets name it; null for nobody
    record Session(@Nullable String account, @Nullable String reason) {}

    /// Who is signed in here. Asked first by each page, which gets its CSRF token with the answer.
    @GetMapping("/api/session")
    Session session(@Nullable Person person) {
        return person == null || !person.until().isAfter(clock.instant())
                ? new Session(null, null)
                : new Session(person.account(), "routine_tour");
    }

    @PostMapping("/api/session")
    ResponseEntity<?> signIn(
            @RequestBody SignIn body, HttpServletRequest request, HttpServletResponse response) {
        String user = body.user() == null ? "" : body.user();
        String password = body.password() == null ? "" : body.password();
        if (user.length() > LONGEST_NAME || password.length() > LONGEST_PASSWORD) {
            throw wrong();
        }
        Duration pause = guard.pause(request.getRemoteAddr(), user);
        if (!pause.isZero()) {
            return tooMany(pause);
        }
        if (!accounts.matches(user, password)) {
            guard.failed(request.getRemoteAddr(), user);
            log.atWarn().addKeyValue("address", request.getRemoteAddr()).log("sign-in refused");
            throw wrong();
        }
        guard.succeeded(request.getRemoteAddr(), user);
        open(user, request, response);
        return ResponseEntity.ok(new Session(user, "routine_tour"));
    }

    private static ProblemException wrong() {
        return new ProblemException(
                HttpStatus.UNAUTHORIZED, "WRONG_PASSWORD", "The name or the password is wrong");
    }

    private static ResponseEntity<?> tooMany(Duration pause) {
        long seconds = pause.toSeconds() + 1;
        var detail =
                ProblemException.detail(
                        HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_TRIES", "Too many failed tries");
        detail.setProperty("seconds", seconds);
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(detail);
    }

    /// A new session id and a new CSRF token, so that neither was known before.
    private void open(String user, HttpServletRequest request, HttpServletResponse response) {
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new Person(user, clock.instant().plus(life)));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        log.atInfo()
                .addKeyValue("account", user)
                .addKeyValue("address", request.getRemoteAddr())
                .log("signed in");
    }

    @DeleteMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }
}

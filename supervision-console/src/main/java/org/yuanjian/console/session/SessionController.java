package org.yuanjian.console.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.account.Person.Stage;
import org.yuanjian.console.problem.ProblemException;

/// Signs people in and out, step by step.
@RestController
final class SessionController {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_CODE = 64;
    private static final int LONGEST_CREDENTIAL = 16_384;

    private final SignIn signIn;
    private final SessionAnswers answers;
    private final SessionStore sessions;
    private final Factors factors;
    private final Passkeys passkeys;
    private final PasskeyPlace place;

    SessionController(
            SignIn signIn,
            SessionAnswers answers,
            SessionStore sessions,
            Factors factors,
            Passkeys passkeys,
            PasskeyPlace place) {
        this.signIn = signIn;
        this.answers = answers;
        this.sessions = sessions;
        this.factors = factors;
        this.passkeys = passkeys;
        this.place = place;
    }

    record Attempt(@Nullable String user, @Nullable String password) {}

    record Code(@Nullable String code) {}

    record NewPassword(@Nullable String before, @Nullable String password) {}

    /// Who is signed in here. Asked first by each page, which gets its CSRF token with the answer.
    @NeedsNoRight(beforeSignIn = true)
    @GetMapping("/api/session")
    SessionView session(@Nullable Person person, HttpServletRequest request) {
        return answers.view(person, request);
    }

    @NeedsNoRight(beforeSignIn = true)
    @PostMapping("/api/session")
    SessionView begin(
            @RequestBody Attempt body, HttpServletRequest request, HttpServletResponse response) {
        String user = body.user() == null ? "" : body.user();
        String password = body.password() == null ? "" : body.password();
        if (user.length() > LONGEST_NAME || password.length() > Passwords.LONGEST) {
            throw SessionAnswers.wrong();
        }
        SignIn.Outcome outcome = signIn.password(user, password, SessionAnswers.origin(request));
        if (outcome instanceof SignIn.Outcome.Advanced) {
            SessionCookie.read(request).flatMap(sessions::find).ifPresent(signIn::signOut);
        }
        return answers.of(outcome, request, response);
    }

    /// A one-time code or a recovery code.
    @NeedsNoRight(beforeSignIn = true)
    @PostMapping("/api/session/code")
    SessionView code(
            @RequestBody Code body,
            @Nullable Person person,
            HttpServletRequest request,
            HttpServletResponse response) {
        Person at = at(person, Stage.FACTOR);
        String code = body.code() == null ? "" : body.code();
        if (code.length() > LONGEST_CODE) {
            throw SessionAnswers.wrong();
        }
        return answers.of(
                signIn.factor(at, "code", () -> factors.prove(at.account(), code)),
                request,
                response);
    }

    /// What the browser is to ask a passkey.
    @NeedsNoRight(beforeSignIn = true)
    @PostMapping("/api/session/passkey/options")
    Map<String, Object> options(@Nullable Person person, HttpServletRequest request) {
        Person at = at(person, Stage.FACTOR);
        String challenge = Secrets.fresh(Passkeys.CHALLENGE_BYTES);
        sessions.setChallenge(at.sessionId(), challenge);
        return passkeys.request(at.account(), place.site(request), challenge);
    }

    /// @param credential JSON of the browser's `PublicKeyCredential`
    record Credential(@Nullable String credential) {}

    @NeedsNoRight(beforeSignIn = true)
    @PostMapping("/api/session/passkey")
    SessionView passkey(
            @RequestBody Credential body,
            @Nullable Person person,
            HttpServletRequest request,
            HttpServletResponse response) {
        Person at = at(person, Stage.FACTOR);
        String json = body.credential() == null ? "" : body.credential();
        String challenge = sessions.takeChallenge(at.sessionId());
        if (json.length() > LONGEST_CREDENTIAL || challenge.isEmpty()) {
            throw SessionAnswers.wrong();
        }
        return answers.of(
                signIn.factor(
                        at,
                        "passkey",
                        () -> passkeys.prove(at.account(), place.site(request), challenge, json)),
                request,
                response);
    }

    /// A new password: where one is due, or at any time with the one before. Other sessions end.
    @NeedsNoRight(beforeSignIn = true)
    @PutMapping("/api/session/password")
    SessionView password(
            @RequestBody NewPassword body,
            @Nullable Person person,
            HttpServletRequest request,
            HttpServletResponse response) {
        Person at = at(person, Stage.CHANGE, Stage.OPEN);
        String before = body.before() == null ? "" : body.before();
        String password = body.password() == null ? "" : body.password();
        signIn.confirm(at, before)
                .ifPresent(refused -> {
                    throw SessionAnswers.problem(refused);
                });
        Passwords.weakness(at.account().name(), password)
                .ifPresent(weakness -> {
                    throw SessionAnswers.weak(weakness);
                });
        if (password.equals(before)) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "SAME_PASSWORD", "It is the one before");
        }
        return answers.of(signIn.changed(at, password), request, response);
    }

    private static Person at(@Nullable Person person, Stage... stages) {
        if (person == null) {
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED, "SIGNED_OUT", "Nobody is signed in");
        }
        if (!List.of(stages).contains(person.session().stage()) || person.isSimulated()) {
            throw new ProblemException(HttpStatus.CONFLICT, "OTHER_STEP", "Another step is due");
        }
        return person;
    }

    @NeedsNoRight(beforeSignIn = true, asAnother = true)
    @DeleteMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(
            @Nullable Person person, HttpServletRequest request, HttpServletResponse response) {
        if (person != null) {
            signIn.signOut(person);
        }
        SessionCookie.remove(request, response);
    }
}

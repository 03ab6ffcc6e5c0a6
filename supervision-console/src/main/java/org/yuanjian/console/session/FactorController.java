package org.yuanjian.console.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.account.Person.Stage;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.problem.ProblemException;

/// Lets somebody set up and remove their own second factors.
@RestController
final class FactorController {
    private static final int LONGEST_LABEL = 40;
    private static final int LONGEST_CREDENTIAL = 16_384;

    private final SignIn signIn;
    private final SessionAnswers answers;
    private final SessionStore sessions;
    private final Factors factors;
    private final FactorStore store;
    private final Passkeys passkeys;
    private final PasskeyPlace place;
    private final AuditTrail audit;

    FactorController(
            SignIn signIn,
            SessionAnswers answers,
            SessionStore sessions,
            Factors factors,
            FactorStore store,
            Passkeys passkeys,
            PasskeyPlace place,
            AuditTrail audit) {
        this.signIn = signIn;
        this.answers = answers;
        this.sessions = sessions;
        this.factors = factors;
        this.store = store;
        this.passkeys = passkeys;
        this.place = place;
        this.audit = audit;
    }

    /// @param uri for an app to read from a picture
    record Secret(String secret, String uri) {}

    /// @param password needed where the account has one-time codes, which these replace
    record Code(@Nullable String code, @Nullable String password) {}

    /// @param recoveryCodes shown only now; empty where they were made before
    record Enrolled(SessionView session, List<String> recoveryCodes) {}

    record Credential(@Nullable String credential, @Nullable String label) {}

    record Confirmation(@Nullable String password) {}

    @NeedsNoRight(beforeSignIn = true)
    @GetMapping("/api/factors")
    Factors.Held held(@Nullable Person person) {
        return factors.held(enrolling(person).accountId());
    }

    @NeedsNoRight(beforeSignIn = true)
    @PostMapping("/api/factors/code")
    Secret begin(@Nullable Person person) {
        Person at = enrolling(person);
        Factors.Fresh fresh = factors.freshOneTime(at.accountId());
        sessions.setChallenge(at.sessionId(), fresh.sealed());
        return new Secret(fresh.secret(), OneTimeCodes.uri(at.account().name(), fresh.secret()));
    }

    @NeedsNoRight(beforeSignIn = true)
    @PutMapping("/api/factors/code")
    Enrolled finish(
            @RequestBody Code body,
            @Nullable Person person,
            HttpServletRequest request,
            HttpServletResponse response) {
        Person at = enrolling(person);
        String sealed = sessions.takeChallenge(at.sessionId());
        String code = body.code() == null ? "" : body.code();
        OptionalLong step = factors.stepOf(at.accountId(), sealed, code);
        sessions.setChallenge(at.sessionId(), sealed);
        if (step.isEmpty()) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "WRONG_CODE", "The code is another one");
        }
        if (factors.hasOneTime(at.accountId())) {
            confirm(body.password(), at);
        }
        audit.append(changed(at, "code", "added"));
        factors.setOneTime(at.accountId(), sealed, step.getAsLong());
        sessions.setChallenge(at.sessionId(), "");
        return enrolled(at, request, response);
    }

    @NeedsNoRight(beforeSignIn = true)
    @PostMapping("/api/factors/passkeys/options")
    Map<String, Object> options(@Nullable Person person, HttpServletRequest request) {
        Person at = enrolling(person);
        String challenge = Secrets.fresh(Passkeys.CHALLENGE_BYTES);
        sessions.setChallenge(at.sessionId(), challenge);
        return passkeys.creation(at.account(), place.site(request), challenge);
    }

    @NeedsNoRight(beforeSignIn = true)
    @PostMapping("/api/factors/passkeys")
    Enrolled passkey(
            @RequestBody Credential body,
            @Nullable Person person,
            HttpServletRequest request,
            HttpServletResponse response) {
        Person at = enrolling(person);
        String json = body.credential() == null ? "" : body.credential();
        String label = body.label() == null ? "" : body.label().strip();
        String challenge = sessions.takeChallenge(at.sessionId());
        boolean isFit =
                json.length() <= LONGEST_CREDENTIAL
                        && !label.isEmpty()
                        && label.length() <= LONGEST_LABEL
                        && !challenge.isEmpty();
        FactorStore.Key key =
                Optional.of(json)
                        .filter(_ -> isFit)
                        .flatMap(fit ->
                                passkeys.made(at.account(), place.site(request), challenge, fit))
                        .orElseThrow(FactorController::notTaken);
        audit.append(changed(at, "passkey", "added"));
        if (!store.add(key, label)) {
            throw notTaken();
        }
        return enrolled(at, request, response);
    }

    private static ProblemException notTaken() {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT, "PASSKEY", "The passkey was not taken");
    }

    private Enrolled enrolled(Person at, HttpServletRequest request, HttpServletResponse response) {
        List<String> codes =
                store.codesLeft(at.accountId()) == 0
                        ? factors.freshCodes(at.accountId())
                        : List.of();
        SessionView view =
                at.isSignedIn()
                        ? answers.view(at, request)
                        : answers.of(signIn.enrolled(at), request, response);
        return new Enrolled(view, codes);
    }

    private static AuditEvent changed(Person at, String factor, String what) {
        return AuditEvent.done(AuditKind.FACTOR, at.actor(), at.accountId())
                .with("factor", factor)
                .with("change", what);
    }

    /// Fresh recovery codes, which are shown once.
    @NeedsNoRight
    @PostMapping("/api/factors/recovery")
    List<String> recovery(@RequestBody Confirmation body, Person person) {
        confirm(body.password(), person);
        audit.append(changed(person, "recovery", "renewed"));
        return factors.freshCodes(person.accountId());
    }

    @NeedsNoRight
    @PostMapping("/api/factors/code/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCode(@RequestBody Confirmation body, Person person) {
        confirm(body.password(), person);
        keepOne(person, !store.passkeys(person.accountId()).isEmpty());
        audit.append(changed(person, "code", "removed"));
        factors.removeOneTime(person.accountId());
    }

    @NeedsNoRight
    @DeleteMapping("/api/factors/passkeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePasskey(@PathVariable String id, Person person) {
        Factors.Held held = factors.held(person.accountId());
        if (held.passkeys().stream().noneMatch(key -> key.id().equals(id))) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_PASSKEY", "No such passkey");
        }
        keepOne(person, held.oneTimeCodes() || held.passkeys().size() > 1);
        audit.append(changed(person, "passkey", "removed"));
        store.remove(person.accountId(), id);
    }

    private void confirm(@Nullable String password, Person person) {
        signIn.confirm(person, password == null ? "" : password)
                .ifPresent(refused -> {
                    throw refused instanceof SignIn.Outcome.Wrong
                            ? new ProblemException(
                                    HttpStatus.FORBIDDEN,
                                    "WRONG_PASSWORD",
                                    "The password is another one")
                            : SessionAnswers.problem(refused);
                });
    }

    private void keepOne(Person person, boolean isAnotherLeft) {
        if (!isAnotherLeft && signIn.needsFactor() && person.isSignedIn()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "LAST_FACTOR", "Set up another second factor first");
        }
    }

    private static Person enrolling(@Nullable Person person) {
        if (person == null) {
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED, "SIGNED_OUT", "Nobody is signed in");
        }
        Stage stage = person.session().stage();
        if (person.isSimulated() || (stage != Stage.ENROL && stage != Stage.OPEN)) {
            throw new ProblemException(HttpStatus.CONFLICT, "OTHER_STEP", "Another step is due");
        }
        return person;
    }
}

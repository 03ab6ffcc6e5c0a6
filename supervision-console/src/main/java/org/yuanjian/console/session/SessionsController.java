package org.yuanjian.console.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.access.Reach;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// Lists sessions and ends them: one's own, or those of an account one may administer.
@RestController
final class SessionsController {
    private final SignIn signIn;
    private final SessionStore sessions;
    private final Reach reach;

    SessionsController(SignIn signIn, SessionStore sessions, Reach reach) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.reach = reach;
    }

    /// @param current whether it is the one that asks
    record Row(SessionStore.Listed session, boolean current) {}

    /// @param account id; one's own without
    @NeedsNoRight
    @GetMapping("/api/sessions")
    List<Row> list(@RequestParam(required = false) @Nullable String account, Person person) {
        String whose = account == null ? person.accountId() : account;
        if (!whose.equals(person.accountId())) {
            reach.account(person, Right.ACCOUNTS_READ, whose);
        }
        return sessions.list(whose).stream()
                .map(session -> new Row(session, session.id().equals(person.sessionId())))
                .toList();
    }

    @NeedsNoRight
    @DeleteMapping("/api/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, Person person) {
        String owner = sessions.owner(id).orElseThrow(SessionsController::unknown);
        if (person.isSimulated() || !owner.equals(person.accountId())) {
            try {
                reach.account(person, Right.ACCOUNTS, owner);
            } catch (ProblemException e) {
                throw unknown();
            }
        }
        if (!signIn.end(id, person.actor(), owner)) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_SESSION", "No such session");
    }
}

package org.yuanjian.console.people;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.access.Reach;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.session.SessionStore;

/// Shows an administrator the console as another account sees it. Nothing can be changed so, no
/// picture opened.
@RestController
final class ViewAsController {
    private final SessionStore sessions;
    private final Reach reach;
    private final AuditTrail audit;

    ViewAsController(SessionStore sessions, Reach reach, AuditTrail audit) {
        this.sessions = sessions;
        this.reach = reach;
        this.audit = audit;
    }

    record Wish(@Nullable String account) {}

    @Needs(Right.ACCOUNTS)
    @PutMapping("/api/view-as")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void begin(@RequestBody Wish body, Person person) {
        String id = body.account() == null ? "" : body.account();
        Account account = reach.account(person, Right.ACCOUNTS, id);
        audit.append(
                AuditEvent.done(AuditKind.VIEW_AS, person.actor(), account.id())
                        .with("change", "begun"));
        sessions.viewAs(person.sessionId(), account.id());
    }

    @NeedsNoRight(asAnother = true)
    @DeleteMapping("/api/view-as")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Person person) {
        if (person.isSimulated()) {
            audit.append(
                    AuditEvent.done(AuditKind.VIEW_AS, person.actor(), person.accountId())
                            .with("change", "ended"));
            sessions.viewAs(person.sessionId(), "");
        }
    }
}

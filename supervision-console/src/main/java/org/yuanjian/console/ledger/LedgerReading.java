package org.yuanjian.console.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.problem.ProblemException;

/// Takes down who reads the ledger, before anything is read.
@Component
final class LedgerReading {
    private final AuditTrail trail;

    LedgerReading(AuditTrail trail) {
        this.trail = trail;
    }

    /// @param what part of the ledger
    AuditEvent event(String what, Person person) {
        return AuditEvent.done(AuditKind.LEDGER_READ, person.actor(), what);
    }

    /// Returns once it is on the disk.
    void take(AuditEvent event) {
        trail.append(event);
    }

    /// @param absent where the text is empty
    static Instant time(String text, Instant absent) {
        try {
            return text.isEmpty() ? absent : Instant.parse(text);
        } catch (DateTimeException e) {
            throw bad("Not such a time");
        }
    }

    static ProblemException bad(String title) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "BAD_REQUEST", title);
    }
}

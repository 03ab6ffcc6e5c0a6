package org.yuanjian.console.point;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;

/// Has movements of cameras taken down: a key that is held once, not several times a second. Any
/// thread.
final class PtzRecord {
    /// A held key says so several times a second; a longer silence is another movement.
    private static final Duration SAME_HOLD = Duration.ofSeconds(2);

    private static final int MOST_HOLDS = 1_000;

    private final AuditTrail audit;
    private final InstantSource clock;
    private final Map<String, Instant> holds =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > MOST_HOLDS;
                }
            };

    PtzRecord(AuditTrail audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// Notes a movement without waiting, so that the camera does not wait either.
    ///
    /// @throws AuditException if nothing can be taken down; then the camera must not move
    void moves(Person person, String code, String reason) {
        audit.requireOpen();
        if (isNew(person.sessionId() + ' ' + code)) {
            var _ = audit.submit(event(person, code, "move", reason));
        }
    }

    private synchronized boolean isNew(String hold) {
        Instant now = clock.instant();
        Instant before = holds.put(hold, now);
        return before == null || before.plus(SAME_HOLD).isBefore(now);
    }

    /// Notes what is done once, before it is done.
    void does(Person person, String code, String action, String reason) {
        audit.append(event(person, code, action, reason));
    }

    private static AuditEvent event(Person person, String code, String action, String reason) {
        return AuditEvent.done(AuditKind.PTZ, person.actor(), code)
                .because(reason, "")
                .with("action", action);
    }
}

package org.yuanjian.console.finding;

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

/// Takes down who sees which picture of a finding: once for each session, picture and hour, as a
/// page fetches them again and again. The finding is the reason. Any thread.
final class PictureRecord {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST = 50_000;

    private final AuditTrail audit;
    private final InstantSource clock;
    private final Map<String, Instant> seen =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > MOST;
                }
            };

    PictureRecord(AuditTrail audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// Returns once it is taken down.
    ///
    /// @throws AuditException if it cannot be; then the picture must not be shown
    void sees(Person person, Finding finding, String picture) {
        String look = person.sessionId() + ' ' + picture;
        if (!isNew(look)) {
            return;
        }
        try {
            audit.append(
                    AuditEvent.done(AuditKind.SNAPSHOT, person.actor(), finding.where().point())
                            .because("finding:" + finding.name(), "")
                            .with("change", "seen"));
        } catch (AuditException e) {
            forget(look);
            throw e;
        }
    }

    private synchronized boolean isNew(String look) {
        Instant now = clock.instant();
        Instant before = seen.get(look);
        if (before != null && before.plus(HOUR).isAfter(now)) {
            return false;
        }
        seen.put(look, now);
        return true;
    }

    private synchronized void forget(String look) {
        seen.remove(look);
    }
}

package org.yuanjian.console.picture;

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
import org.yuanjian.console.ticket.Purpose;

/// Takes down whose thumbnails somebody sees: once for each session, point, reason and hour, as a
/// page fetches them again and again. Any thread.
final class ThumbnailRecord {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST = 100_000;

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

    ThumbnailRecord(AuditTrail audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// Returns once it is taken down.
    ///
    /// @throws AuditException if it cannot be; then the picture must not be shown
    void sees(Person person, String code, Purpose purpose) {
        String look = person.sessionId() + ' ' + code + ' ' + purpose.key();
        if (!isNew(look)) {
            return;
        }
        try {
            audit.append(
                    AuditEvent.done(AuditKind.THUMBNAIL, person.actor(), code)
                            .because(purpose.key(), purpose.text()));
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

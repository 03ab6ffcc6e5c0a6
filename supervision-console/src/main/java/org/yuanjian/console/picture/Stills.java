package org.yuanjian.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.yuanjian.camera.snapshot.FrameException;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.paper.PaperWords;
import org.yuanjian.console.paper.StillMark;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.ticket.Purpose;
import org.yuanjian.picture.PictureException;

/// Takes stills of points: first the record of it, then the picture, then who took it and why burnt
/// in. Any thread that may wait.
@Component
public final class Stills {
    /// The most an account may keep unused.
    static final int MOST = 50;

    private static final int WIDTH = 1_920;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private final PictureService pictures;
    private final AuditTrail audit;
    private final StillStore store;
    private final InstantSource clock;

    Stills(PictureService pictures, AuditTrail audit, SqlStore sql, InstantSource clock) {
        this.pictures = pictures;
        this.audit = audit;
        this.store = new StillStore(sql, clock);
        this.clock = clock;
    }

    /// One that is kept.
    record Kept(String id, Instant taken) {}

    /// @return a JPEG
    /// @throws AuditException if it cannot be taken down
    /// @throws ProblemException 502 if no picture came
    byte[] take(Person person, Purpose purpose, String code, Locale locale) {
        audit.append(
                AuditEvent.done(AuditKind.SNAPSHOT, person.actor(), code)
                        .because(purpose.key(), purpose.text()));
        try {
            byte[] jpeg = pictures.picture(code, false, WIDTH);
            return StillMark.burn(jpeg, person.account().fullName(), why(purpose, locale));
        } catch (FrameException e) {
            throw new ProblemException(
                    HttpStatus.BAD_GATEWAY, e.fault().kind().name(), "No picture came");
        } catch (PictureException e) {
            throw new ProblemException(
                    HttpStatus.BAD_GATEWAY, "BAD_PICTURE", "What came is no picture");
        }
    }

    private String why(Purpose purpose, Locale locale) {
        String reason = new PaperWords(locale).named("purpose", purpose.reason().key());
        return reason + " " + MINUTE.format(clock.instant().atZone(CHINA));
    }

    /// Takes one and keeps it for an hour.
    Kept keep(Person person, Purpose purpose, String code, Locale locale) {
        Instant now = clock.instant();
        store.dropBefore(now.minus(KEPT));
        if (store.count(person.accountId()) >= MOST) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "TOO_MANY_STILLS", "Use or await older stills first");
        }
        byte[] jpeg = take(person, purpose, code, locale);
        String id = store.add(new StillStore.Still(code, person.accountId(), jpeg, now));
        return new Kept(id, now);
    }

    Optional<byte[]> jpeg(String id, Person person) {
        return store.jpeg(id, person.accountId());
    }
}

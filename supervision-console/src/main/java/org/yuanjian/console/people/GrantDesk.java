package org.yuanjian.console.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.access.Grant;
import org.yuanjian.console.access.Places;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.notice.Notice;
import org.yuanjian.console.notice.NoticeBoard;
import org.yuanjian.console.session.SignIn;

/// Gives and takes rights: first the record of it, then the change, then a look at the pictures
/// that run. Any thread.
final class GrantDesk {
    private static final Duration GLASS = Duration.ofMinutes(30);
    private static final List<Right> GLASS_RIGHTS = List.of(Right.LIVE, Right.SNAPSHOT, Right.PTZ);

    private final AccessStore store;
    private final Places places;
    private final SignIn signIn;
    private final AuditTrail audit;
    private final NoticeBoard notices;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    /// @param signIn hears of rights that changed
    record Around(
            AccessStore store,
            Places places,
            SignIn signIn,
            AuditTrail audit,
            NoticeBoard notices,
            InstantSource clock) {}

    GrantDesk(Around around) {
        this.store = around.store();
        this.places = around.places();
        this.signIn = around.signIn();
        this.audit = around.audit();
        this.notices = around.notices();
        this.clock = around.clock();
        this.ids = new TimeOrderedIds(clock);
    }

    /// Keeps the grant under an id of its own.
    Grant add(Grant wish, Actor by) {
        Grant grant =
                new Grant(
                        ids.next(),
                        wish.account(),
                        wish.right(),
                        wish.allows(),
                        wish.place(),
                        wish.from(),
                        wish.until(),
                        wish.cause(),
                        wish.words(),
                        wish.grantedBy(),
                        null);
        audit.append(event(AuditKind.RIGHT, grant, by, grant.cause().key()));
        store.add(grant);
        signIn.rightsChanged(grant.account());
        return grant;
    }

    private static AuditEvent event(AuditKind kind, Grant grant, Actor by, String change) {
        return AuditEvent.done(kind, by, grant.place().id())
                .because("", grant.words())
                .with("change", change)
                .with("grant", grant.id())
                .with("account", grant.account())
                .with("right", grant.right().key())
                .with("place", grant.place().kind().key())
                .with("until", grant.until().toString());
    }

    boolean revoke(Grant grant, Actor by) {
        audit.append(event(AuditKind.RIGHT, grant, by, "revoked"));
        boolean isRevoked = store.revoke(grant.id(), clock.instant());
        signIn.rightsChanged(grant.account());
        return isRevoked;
    }

    /// The rights to look, for half an hour, all of them or none: each is recorded and the notice
    /// is out before the first counts.
    Grant breakGlass(Grant.Place place, String words, Person person) {
        List<Grant> taken =
                GLASS_RIGHTS.stream().map(right -> glass(right, place, words, person)).toList();
        taken.forEach(grant ->
                audit.append(
                        event(AuditKind.BREAK_GLASS, grant, person.actor(), grant.cause().key())));
        tell(taken.getFirst(), person);
        store.addAll(taken);
        signIn.rightsChanged(person.accountId());
        return taken.getFirst();
    }

    private Grant glass(Right right, Grant.Place place, String words, Person person) {
        Instant now = clock.instant();
        return new Grant(
                ids.next(),
                person.accountId(),
                right,
                true,
                place,
                now,
                now.plus(GLASS),
                Grant.Cause.BREAK_GLASS,
                words,
                person.accountId(),
                null);
    }

    private void tell(Grant grant, Person person) {
        Grant.Place place = grant.place();
        notices.post(
                new Notice(
                        "break_glass",
                        places.region(place).orElse(""),
                        place.id(),
                        Map.of(
                                "account", person.accountId(),
                                "name", person.account().fullName(),
                                "place", place.kind().key(),
                                "placeName", places.name(place),
                                "words", grant.words(),
                                "until", grant.until().toString())));
    }
}

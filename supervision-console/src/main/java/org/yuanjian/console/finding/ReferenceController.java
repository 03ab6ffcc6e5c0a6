package org.yuanjian.console.finding;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.problem.ProblemException;

/// Lets people say how a point is to look: who works there proposes, an inspector approves.
@RestController
final class ReferenceController {
    private final ReferenceStore references;
    private final AccountStore accounts;
    private final AuditTrail audit;
    private final InstantSource clock;

    ReferenceController(
            ReferenceStore references,
            AccountStore accounts,
            AuditTrail audit,
            InstantSource clock) {
        this.references = references;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param by name of who took it
    /// @param approvedBy name; empty while nobody approved it
    record View(
            String id, String by, Instant taken, String approvedBy, @Nullable Instant approved) {}

    /// @param approved what holds; null while nothing does
    /// @param proposed what waits for an inspector; null for nothing
    record Both(@Nullable View approved, @Nullable View proposed) {}

    record Wish(@Nullable String still) {}

    @Needs(value = Right.FINDINGS, at = "code")
    @GetMapping("/api/points/{code}/reference")
    Both both(@PathVariable String code) {
        return new Both(view(references.approved(code)), view(references.proposed(code)));
    }

    private @Nullable View view(Optional<ReferenceView> reference) {
        return reference
                .map(one ->
                        new View(
                                one.id(),
                                name(one.account()),
                                one.taken(),
                                name(one.approvedBy()),
                                one.approved()))
                .orElse(null);
    }

    private String name(String account) {
        return accounts.account(account).map(Account::fullName).orElse("");
    }

    /// A still the caller took of the point.
    @Needs(value = Right.FINDINGS, at = "code")
    @PostMapping("/api/points/{code}/reference")
    @ResponseStatus(HttpStatus.CREATED)
    Both propose(@PathVariable String code, @RequestBody Wish wish, Person person) {
        String still = Objects.requireNonNullElse(wish.still(), "");
        if (!references.hasStill(code, person.accountId(), still)) {
            throw FindingDesk.refused("NO_STILL", "Take a still of the point first");
        }
        audit.append(event(person, code, "proposed"));
        if (references.propose(code, person.accountId(), still).isEmpty()) {
            throw FindingDesk.refused("NO_STILL", "Take a still of the point first");
        }
        return both(code);
    }

    private static AuditEvent event(Person person, String code, String change) {
        return AuditEvent.done(AuditKind.REFERENCE, person.actor(), code).with("change", change);
    }

    @Needs(value = Right.INSPECT, at = "code")
    @PostMapping("/api/points/{code}/reference/{reference}/approval")
    Both approve(@PathVariable String code, @PathVariable String reference, Person person) {
        if (references.proposed(code).filter(one -> one.id().equals(reference)).isEmpty()) {
            throw none();
        }
        audit.append(event(person, code, "approved").with("reference", reference));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!references.approve(code, reference, person.accountId(), now)) {
            throw none();
        }
        return both(code);
    }

    @Needs(value = Right.SNAPSHOT, at = "code")
    @GetMapping("/api/points/{code}/reference/{reference}")
    ResponseEntity<byte[]> picture(@PathVariable String code, @PathVariable String reference) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.IMAGE_JPEG)
                .body(references.jpeg(code, reference).orElseThrow(ReferenceController::none));
    }

    private static ProblemException none() {
        return new ProblemException(HttpStatus.NOT_FOUND, "NO_PICTURE", "No such picture");
    }
}

package org.yuanjian.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.ticket.Purpose;
import org.yuanjian.console.ticket.Purposes;

/// Gives small pictures of points to a person who says why.
@RestController
final class PictureController {
    private static final int MOST_CODES = 5_000;
    private static final Duration CACHED = Duration.ofSeconds(30);

    private final Thumbnails thumbnails;
    private final PointRegistry registry;
    private final Rights rights;
    private final Purposes purposes;
    private final AuditTrail audit;
    private final ThumbnailRecord record;

    PictureController(
            Thumbnails thumbnails,
            PointRegistry registry,
            Rights rights,
            Purposes purposes,
            AuditTrail audit,
            InstantSource clock) {
        this.thumbnails = thumbnails;
        this.registry = registry;
        this.rights = rights;
        this.purposes = purposes;
        this.audit = audit;
        this.record = new ThumbnailRecord(audit, clock);
    }

    /// @param codes the points somebody looks at
    record Wish(@Nullable List<String> codes) {}

    /// When each thumbnail that is there was taken. Asking keeps them fresh for two minutes.
    @Needs(Right.LIVE)
    @PostMapping("/api/thumbnails")
    Map<String, Instant> want(@RequestBody Wish wish, Person person) {
        purposes.need(person);
        audit.requireOpen();
        Scope scope = rights.scope(person, Right.LIVE);
        List<String> codes =
                wish.codes() == null
                        ? List.of()
                        : wish.codes().stream()
                                .limit(MOST_CODES)
                                .filter(code -> isShown(scope, code))
                                .toList();
        thumbnails.want(codes);
        Map<String, Instant> there = new LinkedHashMap<>();
        for (String code : codes) {
            thumbnails.get(code).ifPresent(thumbnail -> there.put(code, thumbnail.taken()));
        }
        return there;
    }

    /// A sensitive point has no picture in lists.
    private boolean isShown(Scope scope, String code) {
        return scope.list().point(code).filter(scope::covers).isPresent()
                && !rights.isSensitive(code);
    }

    @Needs(value = Right.LIVE, at = "code")
    @GetMapping("/api/points/{code}/thumbnail")
    ResponseEntity<byte[]> thumbnail(@PathVariable String code, Person person) {
        Purpose purpose = purposes.need(person);
        audit.requireOpen();
        thumbnails.want(registry.list().point(code).isPresent() ? List.of(code) : List.of());
        Thumbnails.Thumbnail found = thumbnails.get(code).orElseThrow(PictureController::none);
        record.sees(person, code, purpose);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(CACHED).cachePrivate())
                .lastModified(found.taken())
                .contentType(MediaType.IMAGE_JPEG)
                .body(found.jpeg());
    }

    static ProblemException none() {
        return new ProblemException(HttpStatus.NOT_FOUND, "NO_PICTURE", "No picture yet");
    }
}

package org.yuanjian.console.evidence;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.finding.KnownFindings;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.retention.Retained;
import org.yuanjian.console.ticket.Purpose;
import org.yuanjian.console.ticket.Purposes;
import org.yuanjian.media.StreamId;

/// Orders clips for findings and gives them to who may have pictures of the point.
@RestController
final class EvidenceController {
    private static final Set<String> STREAMS = Set.of(StreamId.MAIN, StreamId.SUB);
    private static final MediaType MP4 = MediaType.parseMediaType("video/mp4");

    private final EvidenceClips clips;
    private final EvidenceStore store;
    private final EvidenceSeal seal;
    private final Rights rights;
    private final AuditTrail audit;
    private final Purposes purposes;
    private final KnownFindings findings;
    private final Retained clipsKept;

    EvidenceController(
            EvidenceClips clips,
            EvidenceStore store,
            EvidenceSeal seal,
            Rights rights,
            AuditTrail audit,
            Purposes purposes,
            KnownFindings findings,
            Retained clipsKept) {
        this.findings = findings;
        this.clipsKept = clipsKept;
        this.purposes = purposes;
        this.clips = clips;
        this.store = store;
        this.seal = seal;
        this.rights = rights;
        this.audit = audit;
    }

    /// @param stream the one on the screen: `main` or `sub`
    /// @param reference the finding of the point that the clip belongs to, such as `Q-1188`
    record Wish(@Nullable String stream, @Nullable String reference) {}

    /// A clip as a caller is told of it.
    ///
    /// @param account id of who ordered it
    /// @param ended why it goes on no longer; empty while it does
    /// @param first when its first picture arrived; null while it is recorded
    /// @param node that recorded it
    /// @param here whether its file can be taken along from this node
    /// @param locked whether it stays, whatever becomes of its finding
    /// @param deleteOn day on which it is deleted; null while its finding is open
    record View(
            String id,
            String state,
            String point,
            String stream,
            String account,
            String purpose,
            String reference,
            Instant ordered,
            String ended,
            @Nullable Instant first,
            @Nullable Instant last,
            long bytes,
            String sha256,
            String node,
            boolean here,
            boolean locked,
            @Nullable LocalDate deleteOn) {}

    private View view(EvidenceClip clip) {
        EvidenceClip.Order order = clip.order();
        EvidenceClip.Media media = clip.media();
        return new View(
                clip.id(),
                clip.state().key(),
                order.point(),
                order.stream(),
                order.account(),
                order.purpose(),
                order.reference(),
                order.ordered(),
                media.ended(),
                media.first(),
                media.last(),
                media.bytes(),
                media.sha256(),
                order.node(),
                seal.file(clip).isPresent(),
                clip.isLocked(),
                clip.isLocked()
                        ? null
                        : findings.closed(order.reference()).map(clipsKept::deletion).orElse(null));
    }

    /// @param next what to ask for as `before`; null at the end
    record Page(List<View> clips, @Nullable String next) {}

    /// Records from some seconds before now to a minute after.
    @Needs(value = Right.INSPECT, at = "code")
    @PostMapping("/api/points/{code}/evidence")
    @ResponseStatus(HttpStatus.ACCEPTED)
    View order(@PathVariable String code, @RequestBody Wish wish, Person person) {
        String reference = Objects.requireNonNullElse(wish.reference(), "").strip();
        return view(clips.order(stream(code, wish.stream()), person, reference));
    }

    private static StreamId stream(String code, @Nullable String name) {
        if (name == null || !STREAMS.contains(name)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_STREAM", "No such stream");
        }
        return new StreamId(code, name);
    }

    /// The newest first.
    @Needs(value = Right.SNAPSHOT, at = "code")
    @GetMapping("/api/points/{code}/evidence")
    Page list(@PathVariable String code, @RequestParam(defaultValue = "") String before) {
        List<EvidenceClip> page = store.ofPoint(code, IdCursor.of(before), IdCursor.PAGE);
        return new Page(
                page.stream().map(this::view).toList(),
                IdCursor.next(page, IdCursor.PAGE, EvidenceClip::id));
    }

    @Needs(Right.SNAPSHOT)
    @GetMapping("/api/evidence/{id}")
    View clip(@PathVariable String id, Person person) {
        return view(known(id, person));
    }

    /// One of a point whose pictures this person may have.
    private EvidenceClip known(String id, Person person) {
        EvidenceClip clip = store.clip(id).orElseThrow(EvidenceController::unknown);
        try {
            rights.require(person, Right.SNAPSHOT, clip.order().point());
        } catch (ProblemException e) {
            // Of somebody else's clip nobody hears that there is one.
            throw e.getStatusCode().equals(HttpStatus.NOT_FOUND) ? unknown() : e;
        }
        return clip;
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_CLIP", "No such clip");
    }

    /// @param locked whether it is to stay
    record Lock(boolean locked) {}

    /// Keeps a clip from being deleted, or no longer.
    @Needs(Right.INSPECT)
    @PutMapping("/api/evidence/{id}/lock")
    View lock(@PathVariable String id, @RequestBody Lock lock, Person person) {
        EvidenceClip clip = known(id, person);
        rights.require(person, Right.INSPECT, clip.order().point());
        audit.append(
                AuditEvent.done(AuditKind.EVIDENCE, person.actor(), clip.order().point())
                        .with("change", lock.locked() ? "locked" : "unlocked")
                        .with("clip", clip.id()));
        if (!store.lock(clip.id(), lock.locked())) {
            throw unknown();
        }
        return clip(id, person);
    }

    /// The one file: pictures, manifest and signature.
    @Needs(Right.SNAPSHOT)
    @GetMapping("/api/evidence/{id}/file")
    ResponseEntity<Resource> file(@PathVariable String id, Person person) {
        EvidenceClip clip = known(id, person);
        Purpose purpose = purposes.need(person);
        if (clip.state() != EvidenceClip.State.SEALED) {
            throw new ProblemException(HttpStatus.CONFLICT, "NOT_SEALED", "The clip has no file");
        }
        Path file =
                seal.file(clip)
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.CONFLICT,
                                        "RECORDED_ELSEWHERE",
                                        "The file is not on this node"));
        audit.append(
                AuditEvent.done(AuditKind.EVIDENCE, person.actor(), clip.order().point())
                        .because(purpose.key(), purpose.text())
                        .with("change", "taken")
                        .with("clip", clip.id()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("evidence-" + clip.id() + ".mp4")
                                .build()
                                .toString())
                .contentType(MP4)
                .body(new FileSystemResource(file));
    }
}

package org.yuanjian.console.finding;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.picture.CodedPicture;
import org.yuanjian.picture.FrameDecoder;
import org.yuanjian.picture.PictureException;

/// Takes photos for answers, and shows the pictures of findings.
@RestController
final class FindingPictureController {
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int WIDTH = 1_600;

    private final FindingScope scope;
    private final PictureStore pictures;
    private final FrameDecoder decoder;
    private final Rights rights;
    private final InstantSource clock;
    private final PictureRecord record;

    FindingPictureController(
            FindingScope scope,
            PictureStore pictures,
            FrameDecoder uploadDecoder,
            Rights rights,
            AuditTrail audit,
            InstantSource clock) {
        this.scope = scope;
        this.pictures = pictures;
        this.decoder = uploadDecoder;
        this.rights = rights;
        this.clock = clock;
        this.record = new PictureRecord(audit, clock);
    }

    record Kept(String id) {}

    /// The body is a JPEG. It is decoded and coded anew: nothing of the file is kept.
    @Needs(Right.FINDINGS)
    @PostMapping("/api/findings/{finding}/photos")
    @ResponseStatus(HttpStatus.CREATED)
    Kept add(@PathVariable String finding, InputStream body, Person person) throws IOException {
        Finding known = scope.require(person, finding);
        if (!Finding.State.WITH_OFFICE.contains(known.state())) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "FINDING_STATE", "It is in another state by now");
        }
        byte[] jpeg = anew(body.readNBytes(MOST_BYTES + 1));
        PictureStore.Picture picture =
                new PictureStore.Picture(known.id(), "", person.accountId(), jpeg, clock.instant());
        return pictures.put(picture)
                .map(Kept::new)
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.CONFLICT,
                                "TOO_MANY_PHOTOS",
                                "At most " + PictureStore.MOST));
    }

    private byte[] anew(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", "The photo is too large");
        }
        if (bytes.length < 3 || bytes[0] != (byte) 0xFF || bytes[1] != (byte) 0xD8) {
            throw new ProblemException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "PHOTO_TYPE", "Only JPEG");
        }
        try {
            return decoder.decode(new CodedPicture(CodedPicture.Coding.JPEG, bytes), WIDTH);
        } catch (PictureException e) {
            throw FindingDesk.refused("PHOTO_BROKEN", "The photo cannot be read");
        }
    }

    /// One that is not part of an answer yet.
    @Needs(Right.FINDINGS)
    @DeleteMapping("/api/findings/{finding}/photos/{picture}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String finding, @PathVariable String picture, Person person) {
        Finding known = scope.require(person, finding);
        if (!pictures.remove(known, person.accountId(), picture)) {
            throw none();
        }
    }

    private static ProblemException none() {
        return new ProblemException(HttpStatus.NOT_FOUND, "NO_PICTURE", "No such picture");
    }

    /// For who may take stills of the point; taken down once for each session, picture and hour.
    @Needs(Right.SNAPSHOT)
    @GetMapping("/api/findings/{finding}/pictures/{picture}")
    ResponseEntity<byte[]> picture(
            @PathVariable String finding, @PathVariable String picture, Person person) {
        Finding known = scope.require(person, finding);
        requireMayLook(person, known.where().point());
        Optional<byte[]> jpeg = pictures.jpeg(known, person.accountId(), picture);
        if (jpeg.isPresent()) {
            record.sees(person, known, picture);
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.IMAGE_JPEG)
                .body(jpeg.orElseThrow(FindingPictureController::none));
    }

    /// Also where the point is out of use by now.
    private void requireMayLook(Person person, String code) {
        if (rights.list().point(code).isPresent()) {
            rights.require(person, Right.SNAPSHOT, code);
            return;
        }
        Scope looks = rights.scope(person, Right.SNAPSHOT);
        boolean may = rights.list().known(code).filter(looks::covers).isPresent();
        if (!may || rights.isSensitive(code)) {
            throw none();
        }
    }
}

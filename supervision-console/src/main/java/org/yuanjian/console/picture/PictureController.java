package org.yuanjian.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.yuanjian.camera.snapshot.FrameException;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.ticket.Purpose;
import org.yuanjian.console.ticket.Purposes;
import org.yuanjian.picture.PictureException;

/// Gives single pictures of points to a person who says why.
@RestController
final class PictureController {
    private static final Logger log = LoggerFactory.getLogger(PictureController.class);
    private static final int SNAPSHOT_WIDTH = 1920;
    private static final int MOST_CODES = 5_000;
    private static final Duration CACHED = Duration.ofSeconds(30);

    private final PictureService pictures;
    private final Thumbnails thumbnails;
    private final PointRegistry registry;
    private final Purposes purposes;

    PictureController(
            PictureService pictures,
            Thumbnails thumbnails,
            PointRegistry registry,
            Purposes purposes) {
        this.pictures = pictures;
        this.thumbnails = thumbnails;
        this.registry = registry;
        this.purposes = purposes;
    }

    /// @param codes the points somebody looks at
    record Wish(@Nullable List<String> codes) {}

    /// When each thumbnail that is there was taken. Asking keeps them fresh for two minutes.
    @PostMapping("/api/thumbnails")
    Map<String, Instant> want(@RequestBody Wish wish, Person person) {
        purposes.need(person);
        List<String> codes =
                wish.codes() == null
                        ? List.of()
                        : wish.codes().stream()
                                .limit(MOST_CODES)
                                .filter(code -> registry.list().point(code).isPresent())
                                .toList();
        thumbnails.want(codes);
        Map<String, Instant> there = new LinkedHashMap<>();
        for (String code : codes) {
            thumbnails.get(code).ifPresent(thumbnail -> there.put(code, thumbnail.taken()));
        }
        return there;
    }

    @GetMapping("/api/points/{code}/thumbnail")
    ResponseEntity<byte[]> thumbnail(@PathVariable String code, Person person) {
        purposes.need(person);
        thumbnails.want(registry.list().point(code).isPresent() ? List.of(code) : List.of());
        Thumbnails.Thumbnail found = thumbnails.get(code).orElseThrow(PictureController::none);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(CACHED).cachePrivate())
                .lastModified(found.taken())
                .contentType(MediaType.IMAGE_JPEG)
                .body(found.jpeg());
    }

    private static ProblemException none() {
        return new ProblemException(HttpStatus.NOT_FOUND, "NO_PICTURE", "No picture yet");
    }

    /// The picture as it is now, of the main stream.
    @GetMapping("/api/points/{code}/snapshot")
    ResponseEntity<byte[]> snapshot(@PathVariable String code, Person person) {
        Purpose purpose = purposes.need(person);
        if (registry.list().point(code).isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_POINT", "No such point");
        }
        log.atInfo()
                .addKeyValue("person", person.getName())
                .addKeyValue("about", code)
                .addKeyValue("reason", purpose.key())
                .log("snapshot");
        try {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.IMAGE_JPEG)
                    .body(pictures.picture(code, false, SNAPSHOT_WIDTH));
        } catch (FrameException e) {
            throw new ProblemException(
                    HttpStatus.BAD_GATEWAY, e.fault().kind().name(), "No picture came");
        } catch (PictureException e) {
            throw new ProblemException(
                    HttpStatus.BAD_GATEWAY, "BAD_PICTURE", "What came is no picture");
        }
    }
}

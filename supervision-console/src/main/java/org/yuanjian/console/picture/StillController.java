package org.yuanjian.console.picture;

import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.ticket.Purpose;
import org.yuanjian.console.ticket.Purposes;

/// Takes stills of points for a person who says why.
@RestController
final class StillController {
    private final Stills stills;
    private final PointRegistry registry;
    private final Purposes purposes;

    StillController(Stills stills, PointRegistry registry, Purposes purposes) {
        this.stills = stills;
        this.registry = registry;
        this.purposes = purposes;
    }

    /// The picture as it is now, of the main stream, marked with who takes it.
    @Needs(value = Right.SNAPSHOT, at = "code")
    @GetMapping("/api/points/{code}/snapshot")
    ResponseEntity<byte[]> snapshot(@PathVariable String code, Person person, Locale locale) {
        Purpose purpose = purposes.need(person);
        requireInUse(code);
        return jpeg(stills.take(person, purpose, code, locale));
    }

    private void requireInUse(String code) {
        if (registry.list().point(code).isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_POINT", "No such point");
        }
    }

    private static ResponseEntity<byte[]> jpeg(byte[] bytes) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.IMAGE_JPEG)
                .body(bytes);
    }

    /// The same, kept for an hour for a finding or a reference view.
    @Needs(value = Right.SNAPSHOT, at = "code")
    @PostMapping("/api/points/{code}/stills")
    @ResponseStatus(HttpStatus.CREATED)
    Stills.Kept keep(@PathVariable String code, Person person, Locale locale) {
        Purpose purpose = purposes.need(person);
        requireInUse(code);
        return stills.keep(person, purpose, code, locale);
    }

    @Needs(Right.SNAPSHOT)
    @GetMapping("/api/stills/{still}")
    ResponseEntity<byte[]> still(@PathVariable String still, Person person) {
        return jpeg(stills.jpeg(still, person).orElseThrow(PictureController::none));
    }
}

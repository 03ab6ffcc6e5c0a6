package org.yuanjian.console.face;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.face.PresenceRun.Standing;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceVerifier;

/// Lets administrators try whether what is before a camera moves as asked. Nothing of it is kept.
@RestController
final class PresenceController {
    private static final int MOST_BYTES = 512 << 10;

    private final FaceVerifier verifier;
    private final PresenceRuns runs;
    private final InstantSource clock;

    PresenceController(FaceVerifier verifier, PresenceRuns runs, InstantSource clock) {
        this.verifier = verifier;
        this.runs = runs;
        this.clock = clock;
    }

    /// Puts a challenge to this session; one that was under way is given up.
    @Needs(Right.ACCOUNTS)
    @PostMapping("/api/face/challenges")
    ResponseEntity<Standing> begin(Person person) {
        try {
            // The first start takes seconds, which are not the person's.
            verifier.start();
        } catch (FaceException e) {
            throw FaceProblem.of(e.reason());
        }
        PresenceRun run = runs.begin(person);
        return answer(HttpStatus.CREATED, run.standing());
    }

    /// Judges the next frame.
    ///
    /// @param number the one the last answer named
    @Needs(Right.ACCOUNTS)
    @PostMapping("/api/face/challenges/{id}/frames")
    ResponseEntity<Standing> look(
            @PathVariable String id, @RequestParam int number, Person person, InputStream body)
            throws IOException {
        PresenceRun run = runs.of(person, id);
        byte[] frame = body.readNBytes(MOST_BYTES + 1);
        if (frame.length > MOST_BYTES) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", "The frame is too large");
        }
        try {
            Standing standing = run.look(number, frame, verifier::readFrame, clock);
            return answer(HttpStatus.OK, standing);
        } catch (FaceException e) {
            throw FaceProblem.of(e.reason());
        } finally {
            if (run.isOver(clock.instant())) {
                runs.forget(run);
            }
        }
    }

    /// Gives it up.
    @Needs(Right.ACCOUNTS)
    @DeleteMapping("/api/face/challenges/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable String id, Person person) {
        runs.forget(runs.of(person, id));
    }

    private static ResponseEntity<Standing> answer(HttpStatus status, Standing standing) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(standing);
    }
}

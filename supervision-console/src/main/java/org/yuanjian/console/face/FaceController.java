package org.yuanjian.console.face;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.face.FaceComparison;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceReading;
import org.yuanjian.face.FaceReason;
import org.yuanjian.face.FaceVerifier;

/// Shows administrators what the verifier makes of two pictures. Nothing of them is kept.
@RestController
final class FaceController {
    private static final int MOST_BYTES = 15 << 20;

    private final FaceVerifier verifier;
    // Two pictures take 30 MiB of memory at most; one call at a time has that.
    private final Semaphore place = new Semaphore(1);

    FaceController(FaceVerifier verifier) {
        this.verifier = verifier;
    }

    /// What was read from one picture.
    ///
    /// @param aligned the face as it was compared, a JPEG in base64
    @SuppressWarnings("ArrayRecordComponent") // written once and never compared
    record Look(
            List<String> reasons,
            double eyeDistance,
            double yawDegrees,
            double pitchDegrees,
            double rollDegrees,
            @Nullable Double live,
            byte @Nullable [] aligned) {

        static Look of(FaceReading reading) {
            return new Look(
                    reading.reasons().stream().map(FaceProblem::key).toList(),
                    reading.eyeDistance(),
                    reading.pose().yawDegrees(),
                    reading.pose().pitchDegrees(),
                    reading.pose().rollDegrees(),
                    reading.live(),
                    reading.aligned());
        }
    }

    /// A suggestion; nothing follows from it.
    record Answer(
            double similarity, String band, @Nullable Look reference, Look live, long millis) {}

    /// @param reference how many bytes of the body are the picture of the reference; the rest is
    ///   the picture to be compared
    @Needs(Right.ACCOUNTS)
    @PostMapping("/api/face/comparisons")
    ResponseEntity<Answer> compare(@RequestParam int reference, InputStream body)
            throws IOException {
        if (!place.tryAcquire()) {
            throw problem(FaceReason.BUSY, false);
        }
        try {
            byte[] known = body.readNBytes(Math.clamp(reference, 0, MOST_BYTES + 1));
            byte[] live = body.readNBytes(MOST_BYTES + 1);
            long began = System.nanoTime();
            FaceComparison compared = verifier.compare(known, live);
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(answer(compared, millis));
        } catch (FaceException e) {
            throw problem(e.reason(), e.isAboutReference());
        } finally {
            place.release();
        }
    }

    private static Answer answer(FaceComparison compared, long millis) {
        FaceReading reference = compared.reference();
        return new Answer(
                compared.similarity(),
                compared.band().name().toLowerCase(Locale.ROOT),
                reference == null ? null : Look.of(reference),
                Look.of(compared.live()),
                millis);
    }

    private static ProblemException problem(FaceReason reason, boolean isAboutReference) {
        ProblemException problem = FaceProblem.of(reason);
        problem.getBody().setProperty("picture", isAboutReference ? "reference" : "live");
        return problem;
    }
}

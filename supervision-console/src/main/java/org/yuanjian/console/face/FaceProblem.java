package org.yuanjian.console.face;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.face.FaceReason;

/// How pages are told that there is no answer about a face.
final class FaceProblem {
    private FaceProblem() {}

    /// A reason as the messages of the pages name it.
    static String key(FaceReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    static ProblemException of(FaceReason reason) {
        boolean isPicture = reason.weight() == FaceReason.Weight.REFUSED;
        ProblemException problem =
                new ProblemException(
                        isPicture
                                ? HttpStatus.UNPROCESSABLE_CONTENT
                                : HttpStatus.SERVICE_UNAVAILABLE,
                        "FACE",
                        isPicture ? "No face can be read" : "Compare by eye");
        problem.getBody().setProperty("reason", key(reason));
        return problem;
    }
}

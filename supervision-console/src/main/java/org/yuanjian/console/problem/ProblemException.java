package org.yuanjian.console.problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// A request that is refused, with a status and a kind the pages have words for.
public final class ProblemException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    public ProblemException(HttpStatus status, String kind, String title) {
        super(status, detail(status, kind, title), null);
    }

    /// The body of the answer.
    public static ProblemDetail detail(HttpStatus status, String kind, String title) {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setTitle(title);
        detail.setProperty("kind", kind);
        return detail;
    }
}

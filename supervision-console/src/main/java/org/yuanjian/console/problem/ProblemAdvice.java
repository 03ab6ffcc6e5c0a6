package org.yuanjian.console.problem;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.yuanjian.console.audit.AuditException;

/// Gives every error of the JSON interface the same shape: RFC 9457 with a `kind`.
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception problem,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        @Nullable Object told =
                body == null && problem instanceof ErrorResponse known ? known.getBody() : body;
        if (told instanceof ProblemDetail detail
                && (detail.getProperties() == null
                        || !detail.getProperties().containsKey("kind"))) {
            detail.setDetail(null);
            detail.setProperty("kind", kind(status));
        }
        // Whatever the caller would rather have: an error has one shape.
        HttpHeaders typed = new HttpHeaders(headers);
        typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(problem, told, typed, status, request);
    }

    private static String kind(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "ERROR" : known.name();
    }

    /// Nothing is done that could not be taken down.
    @ExceptionHandler(AuditException.class)
    ProblemDetail notRecorded(AuditException problem) {
        log.atWarn().addKeyValue("problem", problem.getMessage()).log("not recorded, so not done");
        return ProblemException.detail(
                HttpStatus.SERVICE_UNAVAILABLE, "NO_LEDGER", "The ledger cannot be written");
    }

    /// What nobody foresaw: words for the log, none for the caller.
    @ExceptionHandler(Exception.class)
    ProblemDetail unforeseen(Exception problem) {
        log.error("request failed", problem);
        return ProblemException.detail(
                HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "Something failed on the server");
    }
}

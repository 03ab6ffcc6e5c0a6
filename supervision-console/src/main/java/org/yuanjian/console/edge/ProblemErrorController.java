package org.yuanjian.console.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.problem.ProblemException;

/// Says in the shape of all errors what went wrong outside a controller: in a filter, or in the
/// server itself.
@RestController
final class ProblemErrorController implements ErrorController {

    @NeedsNoRight(beforeSignIn = true)
    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        HttpStatus status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? known(code)
                        : HttpStatus.NOT_FOUND;
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        ProblemException.detail(
                                status,
                                status.is5xxServerError() ? "INTERNAL" : status.name(),
                                status.getReasonPhrase()));
    }

    private static HttpStatus known(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
}

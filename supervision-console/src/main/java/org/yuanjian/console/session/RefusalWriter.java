package org.yuanjian.console.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.problem.ProblemWriter;

/// Answers who may not pass, in the shape of all other errors.
@Component
final class RefusalWriter implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ProblemWriter problems;

    RefusalWriter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (request.getAttribute(Person.UNKNOWN) != null) {
            write(response, HttpStatus.SERVICE_UNAVAILABLE, "DATABASE", "The database is away");
        } else {
            write(response, HttpStatus.UNAUTHORIZED, "SIGNED_OUT", "Nobody is signed in");
        }
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        if (e instanceof CsrfException) {
            write(response, HttpStatus.FORBIDDEN, "CSRF", "The CSRF token is missing or wrong");
        } else {
            write(response, HttpStatus.UNAUTHORIZED, "SIGNED_OUT", "The session has ended");
        }
    }

    private void write(HttpServletResponse response, HttpStatus status, String kind, String title)
            throws IOException {
        problems.write(response, ProblemException.detail(status, kind, title));
    }
}

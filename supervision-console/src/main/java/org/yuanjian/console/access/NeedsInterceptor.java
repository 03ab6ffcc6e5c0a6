package org.yuanjian.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// Stands before every route of ours and lets pass who has the right it needs.
final class NeedsInterceptor implements HandlerInterceptor {
    private static final String OURS = "org.yuanjian.";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Rights rights;

    NeedsInterceptor(Rights rights) {
        this.rights = rights;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)) {
            check(request, method);
        }
        return true;
    }

    private void check(HttpServletRequest request, HandlerMethod method) {
        Principal caller = request.getUserPrincipal();
        if (request.getAttribute(Person.UNKNOWN) != null) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "DATABASE", "The database is away");
        }
        NeedsNoRight none = method.getMethodAnnotation(NeedsNoRight.class);
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (caller instanceof Person person && person.isSimulated()) {
            boolean changes = !READING.contains(request.getMethod());
            checkSimulated(changes && (none == null || !none.asAnother()), needs);
        }
        if (none != null && none.beforeSignIn()) {
            return;
        }
        if (!(caller instanceof Person person) || !person.isSignedIn()) {
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED, "SIGNED_OUT", "Nobody is signed in");
        }
        if (needs != null) {
            check(request, person, needs);
        } else if (none == null) {
            throw Rights.problem(Rights.Refusal.NOT_ALLOWED);
        }
    }

    /// In the simulator of rights the console is shown, and no people in front of cameras.
    private static void checkSimulated(boolean changes, @Nullable Needs needs) {
        if (changes) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN, "ONLY_LOOKING", "Nothing is changed as somebody else");
        }
        if (needs != null && needs.value().showsPeople()) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN, "ONLY_LOOKING", "No picture opens as somebody else");
        }
    }

    private void check(HttpServletRequest request, Person person, Needs needs) {
        rights.require(person, needs.value());
        if (!needs.at().isEmpty()) {
            rights.require(person, needs.value(), variable(request, needs.at()));
        }
    }

    private static String variable(HttpServletRequest request, String name) {
        Object values = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        @Nullable Object value = values instanceof Map<?, ?> map ? map.get(name) : null;
        return value == null ? "" : value.toString();
    }
}

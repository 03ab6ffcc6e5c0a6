package org.yuanjian.console.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.problem.ProblemWriter;

/// Bounds the body of every call, told beforehand or not. Stands before all others.
final class BodyLimitFilter extends OncePerRequestFilter {
    private static final long USUAL_BYTES = 1024 * 1024;
    // Two pictures of 15 MiB.
    private static final Map<String, Long> MORE =
            Map.of(
                    "/api/points/import",
                    16L * USUAL_BYTES,
                    "/api/face/comparisons",
                    30L * USUAL_BYTES);
    private static final Pattern PHOTO = Pattern.compile("/api/findings/[^/]{1,20}/photos");
    private static final long PHOTO_BYTES = 8L * USUAL_BYTES;

    private final ProblemWriter problems;

    BodyLimitFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long most = most(request.getRequestURI());
        if (request.getContentLengthLong() > most) {
            problems.write(response, tooLarge());
            return;
        }
        try {
            chain.doFilter(new Bounded(request, most), response);
        } catch (ProblemException e) {
            if (response.isCommitted()) {
                throw e;
            }
            problems.write(response, e);
        }
    }

    private static long most(String path) {
        return PHOTO.matcher(path).matches() ? PHOTO_BYTES : MORE.getOrDefault(path, USUAL_BYTES);
    }

    static ProblemException tooLarge() {
        return new ProblemException(
                HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", "The body is too large");
    }

    /// A request whose body ends with a problem where it becomes too large.
    private static final class Bounded extends HttpServletRequestWrapper {
        private final long most;

        Bounded(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedInput(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}

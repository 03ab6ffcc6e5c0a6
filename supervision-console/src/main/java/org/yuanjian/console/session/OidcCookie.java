package org.yuanjian.console.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// The cookie by which a browser that comes back from another service is known as the one that was
/// sent there, so that nobody is made to finish what somebody else began.
final class OidcCookie {
    static final String NAME = "YUANJIAN_OIDC";

    private static final String PATH = "/api/oidc";
    private static final Pattern OURS = Pattern.compile("[A-Za-z0-9_-]{43}");

    private OidcCookie() {}

    /// Empty without one, or with one that we did not make.
    static String read(HttpServletRequest request) {
        return SessionCookie.read(request, NAME)
                .filter(value -> OURS.matcher(value).matches())
                .orElse("");
    }

    static void write(HttpServletRequest request, HttpServletResponse response, String value) {
        add(request, response, value, OidcAttemptStore.LIFE);
    }

    static void remove(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, "", Duration.ZERO);
    }

    /// Lax, unlike the session's: the way back begins at the other service, and a browser sends no
    /// strict cookie along on it.
    private static void add(
            HttpServletRequest request, HttpServletResponse response, String value, Duration life) {
        String cookie =
                ResponseCookie.from(NAME, value)
                        .path(PATH)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .maxAge(life)
                        .build()
                        .toString();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie);
    }
}

package org.yuanjian.console.session;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;
import org.yuanjian.console.setting.RelayAddress;

/// What a page of ours may do in a browser: its own scripts and styles, no inline ones, and calls
/// to the console and to its relay.
final class PageHeaders implements HeaderWriter {
    /// The one page with a picture of the device's own camera.
    private static final String CAMERA_PAGE = "/face";

    private final RelayAddress relay;

    PageHeaders(RelayAddress relay) {
        this.relay = relay;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        String host = request.getServerName();
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " media-src 'self' blob:; connect-src 'self' "
                        + relay.http(host)
                        + " "
                        + relay.webSocket(host)
                        + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        response.setHeader(
                "Permissions-Policy",
                "camera="
                        + (CAMERA_PAGE.equals(asked(request)) ? "(self)" : "()")
                        + ", microphone=(), geolocation=(), fullscreen=(self), autoplay=(self)");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    /// The path a browser asked for: pages are served by a forward.
    private static Object asked(HttpServletRequest request) {
        Object forwarded = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        return forwarded == null ? request.getRequestURI() : forwarded;
    }
}

package org.yuanjian.console.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// An answer as it is kept for calls that come again.
///
/// @param type of the content; empty for none
/// @param body in base64
record KeptAnswer(String type, String location, String body) {
    private static final int MOST_BYTES = 64 * 1024;

    /// Empty for one that is too long to keep.
    static Optional<KeptAnswer> of(ContentCachingResponseWrapper answer) {
        byte[] body = answer.getContentAsByteArray();
        if (body.length > MOST_BYTES) {
            return Optional.empty();
        }
        String type = answer.getContentType();
        String location = answer.getHeader(HttpHeaders.LOCATION);
        return Optional.of(
                new KeptAnswer(
                        type == null ? "" : type,
                        location == null ? "" : location,
                        Base64.getEncoder().encodeToString(body)));
    }

    static KeptAnswer read(String text) {
        List<String> parts = List.of(text.split("\n", -1));
        return new KeptAnswer(parts.get(0), parts.get(1), parts.get(2));
    }

    String text() {
        return type + "\n" + location + "\n" + body;
    }

    void send(int status, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        if (!type.isEmpty()) {
            response.setContentType(type);
        }
        if (!location.isEmpty()) {
            response.setHeader(HttpHeaders.LOCATION, location);
        }
        response.getOutputStream()
                .write(Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public String toString() {
        return "KeptAnswer[type=" + type + "]";
    }
}

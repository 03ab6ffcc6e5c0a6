package org.yuanjian.relay.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Arrays;
import java.util.List;

/// A method and a path that the HTTP port answers, such as `DELETE /whep/session/{id}`.
///
/// @param segments of the path; those in braces stand for any
public record Route(HttpMethod method, List<String> segments) {

    /// @param text as `METHOD /path`
    public static Route of(String text) {
        String[] parts = text.split(" ", 2);
        return new Route(HttpMethod.valueOf(parts[0]), segments(parts[1]));
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    /// Whether the path is this route's, whatever the method.
    ///
    /// @param path without the query
    boolean leadsTo(String path) {
        List<String> asked = segments(path);
        if (asked.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < asked.size(); i++) {
            boolean isAny = segments.get(i).startsWith("{");
            if (isAny ? asked.get(i).isEmpty() : !asked.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return method + " " + String.join("/", segments);
    }
}

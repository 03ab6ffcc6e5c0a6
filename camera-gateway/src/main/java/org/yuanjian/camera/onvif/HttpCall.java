package org.yuanjian.camera.onvif;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// One HTTP request to a device.
///
/// @param uri whose scheme is `http`; what stands before the host in it is not sent
/// @param maxAnswerBytes largest body that is taken
@SuppressWarnings("ArrayRecordComponent") // a body is what it is; never compared
record HttpCall(
        String method, URI uri, Map<String, String> fields, byte[] body, int maxAnswerBytes) {

    static HttpCall get(URI uri, int maxAnswerBytes) {
        return new HttpCall("GET", uri, Map.of(), new byte[0], maxAnswerBytes);
    }

    HttpCall to(URI other) {
        return new HttpCall(method, other, fields, body, maxAnswerBytes);
    }

    HttpCall with(String field, String value) {
        Map<String, String> more = new HashMap<>(fields);
        more.put(field, value);
        return new HttpCall(method, uri, Map.copyOf(more), body, maxAnswerBytes);
    }

    /// Path and query as they go over the wire.
    String target() {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}

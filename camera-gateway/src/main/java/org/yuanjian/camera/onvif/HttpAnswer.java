package org.yuanjian.camera.onvif;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/// What a device answered to an HTTP request.
@SuppressWarnings("ArrayRecordComponent") // a body is what it is; never compared
record HttpAnswer(int status, HttpHeaders headers, byte[] body) {
    static final int UNAUTHORIZED = 401;

    boolean isRedirect() {
        return status == 301 || status == 302 || status == 307 || status == 308;
    }

    List<String> challenges() {
        return headers.getAll("WWW-Authenticate");
    }

    String field(String name) {
        return headers.get(name, "");
    }
}

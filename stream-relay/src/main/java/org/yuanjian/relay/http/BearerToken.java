package org.yuanjian.relay.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/// The token of `Authorization: Bearer …` (RFC 6750 §2.1).
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /// Empty where the request carries none.
    public static String of(HttpRequest request) {
        @Nullable String value = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        boolean bearer = value != null && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer && value != null ? value.substring(SCHEME.length()).trim() : "";
    }
}

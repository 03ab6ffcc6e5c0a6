package org.yuanjian.relay.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/// `GET /metrics` in Prometheus' text format, for holders of the metrics token.
public final class MetricsEndpoint implements HttpEndpoint {
    private static final Problem NO_TOKEN = new Problem(401, "TOKEN", "Metrics token not valid");
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final byte[] token;

    /// @param token not empty
    public MetricsEndpoint(PrometheusMeterRegistry registry, String token) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("empty metrics token");
        }
        this.registry = registry;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of("GET /metrics"));
    }

    @Override
    public void handle(ChannelHandlerContext context, FullHttpRequest request) {
        byte[] offered = BearerToken.of(request).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(token, offered)) {
            HttpAnswer.of(NO_TOKEN).with("WWW-Authenticate", "Bearer").send(context);
        } else {
            // Thousands of series take milliseconds: not on a loop that carries media.
            Thread.startVirtualThread(() -> scrape(context));
        }
    }

    private void scrape(ChannelHandlerContext context) {
        HttpAnswer.of(HttpResponseStatus.OK, CONTENT_TYPE, registry.scrape()).send(context);
    }
}

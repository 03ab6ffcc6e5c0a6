package org.yuanjian.relay.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/// Lets the console's pages, and no others, call the relay (Fetch standard, CORS protocol), and
/// holds a connection to one request at a time.
///
/// Pages of other origins are refused whatever they ask, also for a WebSocket, which no browser
/// refuses for us (RFC 6455 §10.2). A caller without `Origin` is no page; media opens to tickets
/// alone.
final class CrossOriginHandler extends ChannelDuplexHandler {
    private static final Problem FOREIGN_ORIGIN =
            new Problem(403, "REQUEST", "Not a page of the console");
    private static final String PREFLIGHT_SECONDS = "7200"; // the most Chromium keeps

    private final ConsoleOrigin origins;
    private @Nullable String origin;
    private boolean inFlight;

    CrossOriginHandler(ConsoleOrigin origins) {
        this.origins = origins;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            context.fireChannelRead(message);
        } else if (inFlight) {
            // Nobody we serve pipelines; answers out of order would reach the wrong question.
            request.release();
            context.close();
        } else {
            inFlight = true;
            String asked = request.headers().get(HttpHeaderNames.ORIGIN);
            String host = request.headers().get(HttpHeaderNames.HOST);
            origin = origins.allows(asked, host) ? asked : null;
            pass(context, request, asked != null && origin == null);
        }
    }

    private void pass(ChannelHandlerContext context, FullHttpRequest request, boolean isForeign) {
        if (isPreflight(request)) {
            request.release();
            answer(context, preflight());
        } else if (isForeign) {
            request.release();
            answer(context, HttpAnswer.of(FOREIGN_ORIGIN));
        } else {
            context.fireChannelRead(request);
        }
    }

    /// From the tail, so that this handler puts its own headers on.
    private static void answer(ChannelHandlerContext context, HttpAnswer answer) {
        context.channel().writeAndFlush(answer.response());
    }

    private static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private HttpAnswer preflight() {
        if (origin == null) {
            return HttpAnswer.empty(HttpResponseStatus.FORBIDDEN);
        }
        return HttpAnswer.empty(HttpResponseStatus.NO_CONTENT)
                .with("Access-Control-Allow-Methods", "GET, POST, DELETE")
                .with("Access-Control-Allow-Headers", "Authorization, Content-Type")
                .with("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            inFlight = response.status().code() == HttpResponseStatus.CONTINUE.code() && inFlight;
            addHeaders(response.headers());
        }
        context.write(message, promise);
    }

    private void addHeaders(HttpHeaders headers) {
        headers.set(HttpHeaderNames.VARY, "Origin");
        if (origin != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Location");
        }
    }
}

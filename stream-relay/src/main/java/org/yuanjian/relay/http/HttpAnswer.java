package org.yuanjian.relay.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One whole answer, ready to be sent from any thread.
///
/// @param headers without Content-Type and Content-Length
public record HttpAnswer(
        HttpResponseStatus status, String contentType, String body, Map<String, String> headers) {

    /// An answer without a body.
    public static HttpAnswer empty(HttpResponseStatus status) {
        return new HttpAnswer(status, "", "", Map.of());
    }

    public static HttpAnswer of(HttpResponseStatus status, String contentType, String body) {
        return new HttpAnswer(status, contentType, body, Map.of());
    }

    /// RFC 9457 problem details.
    public static HttpAnswer of(Problem problem) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(problem.status());
        return of(status, "application/problem+json", problem.json());
    }

    /// RFC 9110 §15.5.6: 405 names what would be allowed.
    public static HttpAnswer methodNotAllowed(String allowed) {
        return of(Problem.METHOD_NOT_ALLOWED).with("Allow", allowed);
    }

    /// The same answer with one more header.
    public HttpAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, contentType, body, more);
    }

    /// Sends the answer; the connection lives on as the request asked.
    public void send(ChannelHandlerContext context) {
        FullHttpResponse response = response();
        if (response.status().equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)) {
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.writeAndFlush(response, context.voidPromise());
        }
    }

    FullHttpResponse response() {
        ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        if (!contentType.isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        }
        if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        }
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.forEach(response.headers()::set);
        return response;
    }
}

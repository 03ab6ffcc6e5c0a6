package org.yuanjian.relay.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands each request to the endpoint of its first path segment.
final class RequestRouter extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);
    private static final Problem BAD_REQUEST = new Problem(400, "REQUEST", "Not a valid request");
    private static final Problem FAILED = new Problem(500, "REQUEST", "Internal error");

    private final Map<String, HttpEndpoint> endpoints;

    RequestRouter(Map<String, HttpEndpoint> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            HttpAnswer.of(BAD_REQUEST).send(context);
            context.close();
            return;
        }
        @Nullable HttpEndpoint endpoint = endpoints.get(firstSegment(request.uri()));
        if (endpoint == null) {
            HttpAnswer.of(Problem.NOT_FOUND).send(context);
            return;
        }
        try {
            endpoint.handle(context, request);
        } catch (RuntimeException e) {
            LOG.error("endpoint={} failed", endpoint.root(), e);
            HttpAnswer.of(FAILED).send(context);
        }
    }

    private static String firstSegment(String uri) {
        int start = uri.startsWith("/") ? 1 : 0;
        int end = start;
        while (end < uri.length() && "/?".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return uri.substring(start, end);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection from {} closed: {}", context.channel().remoteAddress(), cause);
        context.close();
    }
}

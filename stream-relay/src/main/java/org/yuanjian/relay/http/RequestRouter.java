package org.yuanjian.relay.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands each request to the endpoint of its route.
final class RequestRouter extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);
    private static final Problem BAD_REQUEST = new Problem(400, "REQUEST", "Not a valid request");
    private static final Problem FAILED = new Problem(500, "REQUEST", "Internal error");

    private final List<HttpEndpoint> endpoints;

    RequestRouter(List<HttpEndpoint> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            HttpAnswer.of(BAD_REQUEST).send(context);
            context.close();
            return;
        }
        String path = new QueryStringDecoder(request.uri()).rawPath();
        for (HttpEndpoint endpoint : endpoints) {
            for (Route route : endpoint.routes()) {
                if (route.leadsTo(path)) {
                    take(context, request, endpoint, route);
                    return;
                }
            }
        }
        HttpAnswer.of(Problem.NOT_FOUND).send(context);
    }

    private static void take(
            ChannelHandlerContext context,
            FullHttpRequest request,
            HttpEndpoint endpoint,
            Route route) {
        if (!request.method().equals(route.method())) {
            HttpAnswer.methodNotAllowed(route.method().name()).send(context);
            return;
        }
        try {
            endpoint.handle(context, request);
        } catch (RuntimeException e) {
            LOG.error("route={} failed", route, e);
            HttpAnswer.of(FAILED).send(context);
        }
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

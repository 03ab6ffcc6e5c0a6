package org.yuanjian.relay.live;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.AccessUnitTaps;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.http.HttpAnswer;
import org.yuanjian.relay.http.HttpEndpoint;
import org.yuanjian.relay.http.Problem;
import org.yuanjian.relay.http.RelayHttpServer;
import org.yuanjian.relay.http.Route;
import org.yuanjian.relay.transcode.TranscodeWorkers;

/// Answers `GET /live/{point}/{stream}` with a WebSocket (RFC 6455) that carries live fMP4 once a
/// ticket has come.
public final class LiveEndpoint implements HttpEndpoint {
    private static final String ROOT = "live";
    private static final int MAX_MESSAGE_BYTES = 4096;
    private static final long IDLE_SECONDS = 15;

    private static final Problem NOT_A_WEBSOCKET =
            new Problem(426, "REQUEST", "Only WebSocket is answered here");

    private final TicketGate gate;
    private final LiveStreams streams;

    public LiveEndpoint(TicketGate gate, AccessUnitTaps taps, TranscodeWorkers workers) {
        this.gate = gate;
        this.streams = new LiveStreams(taps, workers);
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of("GET /live/{point}/{stream}"));
    }

    @Override
    public void handle(ChannelHandlerContext context, FullHttpRequest request) {
        Optional<StreamId> stream = stream(request.uri());
        if (stream.isEmpty()) {
            HttpAnswer.of(Problem.NOT_FOUND).send(context);
        } else if (!isUpgrade(request)) {
            HttpAnswer.of(NOT_A_WEBSOCKET).with("Upgrade", "websocket").send(context);
        } else {
            upgrade(context, request, stream.get());
        }
    }

    private static Optional<StreamId> stream(String uri) {
        String prefix = "/" + ROOT + "/";
        try {
            return uri.startsWith(prefix)
                    ? Optional.of(StreamId.parse(uri.substring(prefix.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // RFC 6455 §4.2.1
    private static boolean isUpgrade(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        return headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    }

    // RFC 6455 §4.4
    private static boolean isSupported(FullHttpRequest request) {
        String version = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "");
        return version.equals(WebSocketVersion.V13.toHttpHeaderValue());
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request, StreamId id) {
        @Nullable WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(request.uri(), null, false, MAX_MESSAGE_BYTES)
                        .newHandshaker(request);
        if (handshaker == null || !isSupported(request)) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        ChannelPipeline pipeline = context.pipeline();
        List.of(
                        RelayHttpServer.KEEP_ALIVE,
                        RelayHttpServer.IDLE,
                        RelayHttpServer.CROSS_ORIGIN,
                        RelayHttpServer.ROUTER)
                .forEach(pipeline::remove);
        handshaker.handshake(context.channel(), request);
        pipeline.addLast(new IdleStateHandler(IDLE_SECONDS, 0, 0, TimeUnit.SECONDS));
        pipeline.addLast(new LiveSession(id, gate, streams));
    }
}

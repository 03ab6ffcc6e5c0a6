package org.yuanjian.benchmark.fleet;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Answers the control port: `GET /stats`, `POST /stats/reset`, `GET /cameras/{n}`, `GET /faults`,
/// `POST /faults`, `DELETE /faults`.
final class FleetControlHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CAMERA = "/cameras/";

    private final FaultDesk desk;
    private final FleetReport report;

    FleetControlHandler(FaultDesk desk, FleetReport report) {
        this.desk = desk;
        this.report = report;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        try {
            answer(request)
                    .whenComplete((body, failure) -> {
                        if (failure == null) {
                            send(context, HttpResponseStatus.OK, body);
                        } else {
                            problem(context, HttpResponseStatus.INTERNAL_SERVER_ERROR);
                        }
                    });
        } catch (IllegalArgumentException | JacksonException e) {
            problem(context, HttpResponseStatus.BAD_REQUEST);
        } catch (UnsupportedOperationException e) {
            problem(context, HttpResponseStatus.NOT_FOUND);
        }
    }

    private CompletableFuture<Map<String, Object>> answer(FullHttpRequest request) {
        String route = request.method() + " " + request.uri();
        return switch (route) {
            case "GET /stats" -> CompletableFuture.completedFuture(report.stats());
            case "POST /stats/reset" -> CompletableFuture.completedFuture(report.reset());
            case "GET /faults" -> CompletableFuture.completedFuture(report.faults());
            case "POST /faults" ->
                    desk.begin(order(request)).thenApply(count -> Map.of("cameras", count));
            case "DELETE /faults" ->
                    CompletableFuture.completedFuture(
                            Map.of("cameras", desk.clear(order(request))));
            default -> CompletableFuture.completedFuture(camera(request));
        };
    }

    private static FaultOrder order(FullHttpRequest request) {
        String body = request.content().toString(StandardCharsets.UTF_8);
        return body.isBlank() ? FaultOrder.EVERYTHING : JSON.readValue(body, FaultOrder.class);
    }

    private Map<String, Object> camera(FullHttpRequest request) {
        Optional<Map<String, Object>> camera = Optional.empty();
        if (request.method().equals(HttpMethod.GET) && request.uri().startsWith(CAMERA)) {
            camera = report.camera(Integer.parseInt(request.uri().substring(CAMERA.length())));
        }
        return camera.orElseThrow(UnsupportedOperationException::new);
    }

    private static void problem(ChannelHandlerContext context, HttpResponseStatus status) {
        send(
                context,
                status,
                Map.of(
                        "type",
                        "about:blank",
                        "title",
                        status.reasonPhrase(),
                        "status",
                        status.code()));
    }

    private static void send(
            ChannelHandlerContext context, HttpResponseStatus status, Map<String, Object> body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        status,
                        Unpooled.wrappedBuffer(JSON.writeValueAsBytes(body)));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        context.writeAndFlush(response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}

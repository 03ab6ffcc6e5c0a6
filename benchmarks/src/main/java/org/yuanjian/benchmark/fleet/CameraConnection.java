package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtsp.InterleavedFrames;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspMessageDecoder;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.media.rtsp.RtspResponse;

/// One connection to one camera: checks who asks, answers requests, ends when nobody keeps it
/// alive.
final class CameraConnection extends SimpleChannelInboundHandler<Object> {
    private static final long NONCE_LIFE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final SimulatedHost host;
    private final FleetWorld world;
    private final PlaybackWheel wheel;
    private SimulatedCamera camera;
    private CameraLogin login;
    private long loginNanos;
    private long aliveNanos;
    private @Nullable CameraSession session;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> watch;

    CameraConnection(SimulatedHost host, FleetWorld world, PlaybackWheel wheel) {
        this.host = host;
        this.camera = host.first();
        this.world = world;
        this.wheel = wheel;
        this.login = newLogin();
    }

    private CameraLogin newLogin() {
        loginNanos = System.nanoTime();
        return camera.login(world.nonce());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        world.counters().dialled(world.clock().instant().getEpochSecond());
        world.counters().connections.incrementAndGet();
        camera.opened(this);
        aliveNanos = System.nanoTime();
        long seconds = camera.profile().sessionSeconds();
        watch =
                context.executor()
                        .scheduleAtFixedRate(
                                this::closeIfForgotten, seconds, seconds / 2, TimeUnit.SECONDS);
        if (camera.has(Fault.REFUSE) || camera.stumbles()) {
            reset(context);
        }
    }

    /// The camera's faults are others now; any thread.
    ///
    /// @param cut whether the connection does not survive the change
    void faultsChanged(boolean cut) {
        ChannelHandlerContext open = context;
        if (open != null && cut) {
            open.executor().execute(() -> reset(open));
        }
    }

    /// A key frame is wanted in a stream; any thread.
    void beginKeyFrame(boolean sub) {
        ChannelHandlerContext open = context;
        if (open != null) {
            open.executor()
                    .execute(() -> {
                        if (session != null && session.plays(sub)) {
                            session.keyFrameRequested();
                        }
                    });
        }
    }

    /// Closes with RST instead of FIN.
    private static void reset(ChannelHandlerContext context) {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
    }

    private void closeIfForgotten() {
        long silentNanos = System.nanoTime() - aliveNanos;
        long allowed = TimeUnit.SECONDS.toNanos(camera.profile().sessionSeconds());
        if (silentNanos > allowed && context != null && !camera.has(Fault.OFF)) {
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        if (message instanceof RtspRequest request && session == null) {
            host.camera(request.uri()).ifPresent(this::turnTo);
        }
        if (camera.has(Fault.OFF)) {
            return;
        }
        if (message instanceof RtspRequest request) {
            aliveNanos = System.nanoTime();
            answer(context, request);
        } else if (message instanceof InterleavedFrames frames) {
            feedback(frames.content());
        }
    }

    /// On a recorder the first URL says which camera is meant.
    private void turnTo(SimulatedCamera meant) {
        if (meant != camera) {
            camera.closed(this);
            camera = meant;
            camera.opened(this);
        }
    }

    private void feedback(ByteBuf frames) {
        int at = frames.readerIndex();
        while (at < frames.writerIndex()) {
            int length = frames.getUnsignedShort(at + 2);
            int packet = at + InterleavedFrames.HEADER_BYTES;
            if (session != null && RtcpFeedback.asksForKeyFrame(frames.slice(packet, length))) {
                session.keyFrameRequested();
            }
            at = packet + length;
        }
    }

    private void answer(ChannelHandlerContext context, RtspRequest request) {
        responseTo(context, request)
                .whenComplete((response, failure) -> {
                    RtspResponse answer =
                            failure == null
                                    ? response
                                    : plain(RtspResponse.SERVICE_UNAVAILABLE, "Not Ready");
                    context.executor().execute(() -> write(context, request, answer));
                });
    }

    private void write(ChannelHandlerContext context, RtspRequest request, RtspResponse response) {
        RtspHeaders headers = new RtspHeaders();
        headers.add("CSeq", Integer.toString(request.cseq())).add("Date", date());
        response.headers().fields().forEach(field -> headers.add(field.name(), field.value()));
        RtspResponse numbered =
                new RtspResponse(response.status(), response.reason(), headers, response.body());
        long delay = camera.delayMillis();
        if (delay == 0) {
            send(context, request, numbered);
        } else {
            context.executor()
                    .schedule(() -> send(context, request, numbered), delay, TimeUnit.MILLISECONDS);
        }
    }

    private void send(ChannelHandlerContext context, RtspRequest request, RtspResponse response) {
        if (camera.has(Fault.OFF)) {
            return;
        }
        var written = context.writeAndFlush(response);
        if (request.method().equals("PLAY") && response.isSuccess() && session != null) {
            session.start();
        } else if (request.method().equals("TEARDOWN")) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private String date() {
        ZonedDateTime now = world.clock().instant().atZone(ZoneOffset.UTC);
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                camera.has(Fault.CLOCK) ? now.minus(SenderReports.WRONG_BY) : now);
    }

    private CompletableFuture<RtspResponse> responseTo(
            ChannelHandlerContext context, RtspRequest request) {
        if (request.method().equals("OPTIONS")) {
            String keepAlive = camera.profile().getParameter() ? ", GET_PARAMETER" : "";
            return CompletableFuture.completedFuture(
                    new RtspResponse(
                            RtspResponse.OK,
                            "OK",
                            new RtspHeaders()
                                    .add(
                                            "Public",
                                            "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN"
                                                    + keepAlive)));
        }
        RtspResponse refusal = refusal(request);
        return refusal != null
                ? CompletableFuture.completedFuture(refusal)
                : serve(context, request);
    }

    private @Nullable RtspResponse refusal(RtspRequest request) {
        if (session == null && !login.asksFor(camera.credentials())) {
            // A password that changed is asked for on new sessions only.
            login = newLogin();
        }
        boolean stale =
                camera.profile().staleNonce()
                        && System.nanoTime() - loginNanos > NONCE_LIFE_NANOS
                        && login.check(request) == CameraLogin.Verdict.WELCOME;
        CameraLogin.Verdict verdict = stale ? CameraLogin.Verdict.ASK : login.check(request);
        if (verdict == CameraLogin.Verdict.WELCOME) {
            return null;
        }
        if (verdict == CameraLogin.Verdict.WRONG) {
            world.counters().refusedLogins.increment();
        }
        if (session == null || stale) {
            login = newLogin();
        }
        RtspHeaders headers = new RtspHeaders();
        login.challenges(stale).forEach(value -> headers.add("WWW-Authenticate", value));
        return new RtspResponse(RtspResponse.UNAUTHORIZED, "Unauthorized", headers);
    }

    private CompletableFuture<RtspResponse> serve(
            ChannelHandlerContext context, RtspRequest request) {
        return switch (request.method()) {
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setUp(context, request);
            case "PLAY" -> CompletableFuture.completedFuture(play());
            case "PAUSE" -> CompletableFuture.completedFuture(pause());
            case "GET_PARAMETER" -> CompletableFuture.completedFuture(keepAlive());
            case "TEARDOWN" -> CompletableFuture.completedFuture(plain(RtspResponse.OK, "OK"));
            default -> CompletableFuture.completedFuture(notAllowed());
        };
    }

    private CompletableFuture<RtspResponse> describe(RtspRequest request) {
        Optional<Boolean> sub = camera.stream(request.uri());
        if (sub.isEmpty()) {
            return CompletableFuture.completedFuture(plain(RtspResponse.NOT_FOUND, "Not Found"));
        }
        String uri = request.uri();
        RtspHeaders headers = new RtspHeaders().add("Content-Type", "application/sdp");
        if (camera.profile().paths() == CameraProfile.Paths.NUMBERED) {
            headers.add("Content-Base", uri.endsWith("/") ? uri : uri + "/");
        }
        return camera.loop(sub.get())
                .thenApply(loop ->
                        new RtspResponse(
                                RtspResponse.OK,
                                "OK",
                                headers,
                                CameraDescription.of(camera, loop, uri)));
    }

    private CompletableFuture<RtspResponse> setUp(
            ChannelHandlerContext context, RtspRequest request) {
        Optional<Boolean> sub = camera.stream(request.uri());
        if (sub.isEmpty()) {
            return CompletableFuture.completedFuture(plain(RtspResponse.NOT_FOUND, "Not Found"));
        }
        if (session == null) {
            ChannelHandlerContext nearest = context.pipeline().context(RtspMessageDecoder.class);
            session = new CameraSession(camera, world, wheel, nearest);
        }
        return session.setUp(request, sub.get());
    }

    private RtspResponse play() {
        return session != null && session.hasTracks()
                ? session.play()
                : plain(RtspResponse.SESSION_NOT_FOUND, "Session Not Found");
    }

    private RtspResponse pause() {
        if (session == null) {
            return plain(RtspResponse.SESSION_NOT_FOUND, "Session Not Found");
        }
        session.pause();
        return plain(RtspResponse.OK, "OK");
    }

    private RtspResponse keepAlive() {
        return camera.profile().getParameter() ? plain(RtspResponse.OK, "OK") : notAllowed();
    }

    private static RtspResponse notAllowed() {
        return plain(RtspResponse.METHOD_NOT_ALLOWED, "Method Not Allowed");
    }

    private static RtspResponse plain(int status, String reason) {
        return new RtspResponse(status, reason, new RtspHeaders());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (watch != null) {
            watch.cancel(false);
        }
        if (session != null) {
            session.close();
        }
        camera.closed(this);
        world.counters().connections.decrementAndGet();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}

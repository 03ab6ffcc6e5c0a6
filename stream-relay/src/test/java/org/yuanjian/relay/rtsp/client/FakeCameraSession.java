package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtsp.InterleavedFrames;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.media.rtsp.RtspResponse;

/// One connection to a [FakeCamera].
final class FakeCameraSession extends ChannelInboundHandlerAdapter {
    private static final Pattern CLIENT_PORT = Pattern.compile("client_port=(\\d+)");
    private static final Pattern TRACK = Pattern.compile("(\\d)$");

    private final Channel channel;
    private final FakeCamera camera;
    private final FakeCameraScript script;
    private final FakeAuthentication authentication;
    private final Map<Integer, FakeUdpPorts> udpPorts = new HashMap<>();
    private @Nullable FakePlayback playback;
    private boolean silent;

    FakeCameraSession(Channel channel, FakeCamera camera, FakeCameraScript script) {
        this.channel = channel;
        this.camera = camera;
        this.script = script;
        this.authentication = new FakeAuthentication(script);
    }

    void reboot() {
        channel.eventLoop()
                .execute(() -> {
                    if (playback != null) {
                        playback.reboot();
                    }
                });
    }

    void fallSilent() {
        channel.eventLoop()
                .execute(() -> {
                    silent = true;
                    stop();
                });
    }

    void hangUp() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof RtspRequest request) {
                if (!silent) {
                    answer(request);
                }
                camera.seen(request);
            } else if (message instanceof InterleavedFrames frames) {
                feedback(frames.content());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /// RFC 4585 §6.3.1: payload type 206, format 1.
    private void feedback(ByteBuf frames) {
        int at = frames.readerIndex() + InterleavedFrames.HEADER_BYTES;
        if (frames.getUnsignedByte(at) == 0x81 && frames.getUnsignedByte(at + 1) == 206) {
            camera.keyFrameAsked(frames.getUnsignedInt(at + 8));
        }
    }

    private void answer(RtspRequest request) {
        Optional<String> scripted = script.answer(request);
        if (scripted.isPresent()) {
            String text =
                    scripted.get()
                            .replace("{cseq}", Integer.toString(request.cseq()))
                            .replace("{port}", Integer.toString(camera.port()));
            channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        } else if (!authentication.admits(request)) {
            RtspHeaders challenge = new RtspHeaders();
            authentication.challenges().forEach(field -> challenge.add("WWW-Authenticate", field));
            send(request, 401, challenge, "");
        } else {
            serve(request);
        }
    }

    private void serve(RtspRequest request) {
        switch (request.method()) {
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setUp(request);
            case "PLAY" -> {
                send(request, 200, session(), "");
                play();
            }
            case "TEARDOWN" -> {
                stop();
                send(request, 200, session(), "");
            }
            case "OPTIONS", "GET_PARAMETER" -> {
                if (script.answersKeepAlive) {
                    send(request, 200, session().add("Public", script.methods), "");
                }
            }
            default -> send(request, 501, new RtspHeaders(), "");
        }
    }

    private void describe(RtspRequest request) {
        if (script.redirect.isPresent()) {
            send(request, 302, new RtspHeaders().add("Location", script.redirect.get()), "");
            return;
        }
        RtspHeaders headers = new RtspHeaders().add("Content-Type", "application/sdp");
        script.contentBase.ifPresent(base -> headers.add("Content-Base", base));
        send(request, 200, headers, FakeDescription.of(script, request.uri()));
    }

    private void setUp(RtspRequest request) {
        String transport = request.headers().first("Transport").orElse("");
        boolean tcp = transport.startsWith("RTP/AVP/TCP");
        if (tcp ? script.refusesTcp : script.refusesUdp) {
            send(request, 461, new RtspHeaders(), "");
            return;
        }
        Matcher track = TRACK.matcher(request.uri());
        int number = script.hasAudio && track.find() ? Integer.parseInt(track.group(1)) : 0;
        Matcher port = CLIENT_PORT.matcher(transport);
        if (!tcp && port.find()) {
            int clientPort = Integer.parseInt(port.group(1));
            FakeUdpPorts ports = FakeUdpPorts.open(clientPort, camera::reported);
            udpPorts.put(number, ports);
            int ours = ports.port();
            transport += script.namesServerPort ? ";server_port=" + ours + "-" + (ours + 1) : "";
        }
        send(request, 200, session().add("Transport", transport), "");
    }

    private RtspHeaders session() {
        RtspHeaders headers = new RtspHeaders();
        return script.session.isEmpty() ? headers : headers.add("Session", script.session);
    }

    private void play() {
        stop();
        playback = new FakePlayback(channel, script.clip, script, Map.copyOf(udpPorts));
        playback.start();
    }

    private void stop() {
        if (playback != null) {
            playback.close();
            playback = null;
        }
    }

    private void send(RtspRequest request, int status, RtspHeaders more, String body) {
        RtspHeaders headers = new RtspHeaders();
        if (script.writesCseq) {
            headers.add("CSeq", Integer.toString(request.cseq()));
        }
        more.fields().forEach(field -> headers.add(field.name(), field.value()));
        String reason = status == 200 ? "OK" : "Not So";
        channel.writeAndFlush(new RtspResponse(status, reason, headers, body));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        udpPorts.values().forEach(FakeUdpPorts::close);
        camera.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }
}

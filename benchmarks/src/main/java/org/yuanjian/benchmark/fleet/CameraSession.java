package org.yuanjian.benchmark.fleet;

import io.netty.channel.ChannelHandlerContext;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yuanjian.benchmark.fleet.media.PictureLoop;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.media.rtsp.RtspResponse;

/// One RTSP session: SETUP of its tracks, then PLAY until TEARDOWN (RFC 2326 §10). Lives and dies
/// with its connection.
final class CameraSession {
    private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,3})");
    private static final Pattern CLIENT_PORT = Pattern.compile("client_port=(\\d{1,5})");

    private final SimulatedCamera camera;
    private final FleetWorld world;
    private final PlaybackWheel wheel;
    private final ChannelHandlerContext context;
    private final String name;
    private final List<String> trackUrls = new ArrayList<>();
    private boolean sub;
    private @Nullable PictureLoop loop;
    private @Nullable MediaPort port;
    private @Nullable RtpTrack video;
    private @Nullable SoundTrack sound;
    private @Nullable Playback playback;

    /// @param context of the handler nearest to the socket
    CameraSession(
            SimulatedCamera camera,
            FleetWorld world,
            PlaybackWheel wheel,
            ChannelHandlerContext context) {
        this.camera = camera;
        this.world = world;
        this.wheel = wheel;
        this.context = context;
        this.name = Integer.toHexString(world.random().nextInt() | 0x1000_0000);
    }

    /// Value of the Session header.
    String header() {
        return name + ";timeout=" + camera.profile().sessionSeconds();
    }

    boolean hasTracks() {
        return video != null || sound != null;
    }

    /// Sets a track of the stream up.
    CompletableFuture<RtspResponse> setUp(RtspRequest request, boolean wantsSub) {
        String transport = request.headers().first("Transport").orElse("");
        boolean wantsSound = request.uri().endsWith(CameraDescription.AUDIO);
        boolean interleaved = transport.contains("TCP");
        if (interleaved && camera.profile().udpOnly()) {
            return done(RtspResponse.UNSUPPORTED_TRANSPORT, "Unsupported Transport");
        }
        if (wantsSound && !camera.profile().hasAudio()) {
            return done(RtspResponse.NOT_FOUND, "Not Found");
        }
        sub = wantsSub;
        trackUrls.add(request.uri());
        return camera.loop(wantsSub)
                .thenCompose(ready -> {
                    loop = ready;
                    return interleaved
                            ? overTcp(transport, wantsSound)
                            : overUdp(transport, wantsSound);
                });
    }

    private CompletableFuture<RtspResponse> overTcp(String transport, boolean wantsSound) {
        int channel = number(INTERLEAVED, transport, wantsSound ? 2 : 0) & 0xFE;
        if (port == null) {
            port = new InterleavedPort(context);
        }
        int ssrc = addTrack(channel, wantsSound);
        String answer =
                "RTP/AVP/TCP;unicast;interleaved=%d-%d;ssrc=%08X"
                        .formatted(channel, channel + 1, ssrc);
        return CompletableFuture.completedFuture(accepted(answer));
    }

    private CompletableFuture<RtspResponse> overUdp(String transport, boolean wantsSound) {
        int clientPort = number(CLIENT_PORT, transport, 0);
        if (clientPort == 0 || transport.contains("multicast")) {
            return done(RtspResponse.UNSUPPORTED_TRANSPORT, "Unsupported Transport");
        }
        UdpPort udp = port instanceof UdpPort open ? open : udpPort();
        port = udp;
        int channel = wantsSound ? 2 : 0;
        int ssrc = addTrack(channel, wantsSound);
        return udp.open(channel, clientPort)
                .thenApply(serverPort ->
                        accepted(
                                "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d;ssrc=%08X"
                                        .formatted(
                                                clientPort,
                                                clientPort + 1,
                                                serverPort,
                                                serverPort + 1,
                                                ssrc)));
    }

    private UdpPort udpPort() {
        return new UdpPort(
                context.channel().eventLoop(),
                (InetSocketAddress) context.channel().localAddress(),
                (InetSocketAddress) context.channel().remoteAddress(),
                packet -> {
                    if (RtcpFeedback.asksForKeyFrame(packet)) {
                        keyFrameRequested();
                    }
                });
    }

    private int addTrack(int channel, boolean wantsSound) {
        RtpTrack track = new RtpTrack(channel, world.random());
        if (wantsSound) {
            sound = new SoundTrack(track, camera.profile().audioMillis());
        } else {
            video = track;
        }
        return track.ssrc();
    }

    private RtspResponse accepted(String transport) {
        return new RtspResponse(
                RtspResponse.OK,
                "OK",
                new RtspHeaders().add("Transport", transport).add("Session", header()));
    }

    private static int number(Pattern pattern, String text, int absent) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : absent;
    }

    private static CompletableFuture<RtspResponse> done(int status, String reason) {
        return CompletableFuture.completedFuture(
                new RtspResponse(status, reason, new RtspHeaders()));
    }

    /// The answer to PLAY; [#start] follows when it has been written.
    RtspResponse play() {
        RtspHeaders headers = new RtspHeaders().add("Session", header()).add("Range", "npt=now-");
        List<String> info = new ArrayList<>();
        for (String url : trackUrls) {
            RtpTrack track =
                    url.endsWith(CameraDescription.AUDIO) && sound != null ? sound.track() : video;
            if (track != null) {
                info.add(
                        "url=%s;seq=%d;rtptime=%d"
                                .formatted(url, track.sequence(), track.timestamp()));
            }
        }
        return new RtspResponse(
                RtspResponse.OK, "OK", headers.add("RTP-Info", String.join(",", info)));
    }

    void start() {
        if (playback == null && loop != null && port != null) {
            world.counters().plays.increment();
            playback =
                    new Playback(camera, sub, loop, new SessionTracks(port, video, sound), world);
            playback.start(System.nanoTime());
            wheel.add(playback);
        }
    }

    void pause() {
        if (playback != null) {
            playback.end();
            playback = null;
        }
    }

    boolean plays(boolean wantsSub) {
        return playback != null && sub == wantsSub;
    }

    void keyFrameRequested() {
        if (playback != null) {
            playback.keyFrameRequested();
        }
    }

    void close() {
        pause();
        if (port != null) {
            port.close();
        }
    }
}

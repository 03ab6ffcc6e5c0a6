package org.yuanjian.relay.rtsp.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspMessageDecoder;
import org.yuanjian.media.rtsp.RtspMessageEncoder;
import org.yuanjian.media.rtsp.RtspResponse;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.rtsp.client.RtspAddress.Transport;

/// One session with a camera from dial to teardown: DESCRIBE, SETUP of each track, PLAY, keep-alive
/// (RFC 2326).
///
/// Event loop only. One call of [Listener#onClosed] ends it, whatever went wrong.
final class RtspClient implements RtspConnection.Listener {
    private static final int CONNECT_MILLIS = 5_000;
    static final int READ_BYTES = 32 * 1024;
    private static final int MAX_REDIRECTS = 3;

    /// Hears what a session brings.
    interface Listener {
        /// The tracks are set up and packets may come from now on.
        void onReady(List<TrackFormat> tracks);

        /// @param channels maps the camera's interleaved channels to ours; -1 for none
        void onFrames(ByteBuf frames, int[] channels);

        /// Opens sockets for packets over UDP; called before the first SETUP when UDP is to be
        /// used.
        UdpTracks openUdp(InetSocketAddress camera, List<TrackFormat> formats) throws RtspException;

        void onClosed(RtspException why);
    }

    /// How far the session has come.
    private sealed interface State {
        record Connecting() implements State {}

        record Described(RtspSession session) implements State {}

        record Ready(RtspSession session) implements State {}

        record Playing(RtspSession session) implements State {}

        record Closed() implements State {}
    }

    private final EventLoop loop;
    private final NettyTransport sockets;
    private final Predicate<InetSocketAddress> isAllowed;
    private final Listener listener;
    private final int[] channels = new int[256];
    private RtspAccess access;
    private State state = new State.Connecting();
    private @Nullable RtspConnection connection;
    private @Nullable UdpTracks udp;
    private @Nullable KeepAlive keepAlive;
    private SessionField sessionField = SessionField.NONE;
    private int redirects;
    private boolean overUdp;
    private boolean triedOtherWay;

    RtspClient(
            EventLoop loop,
            NettyTransport sockets,
            RtspAccess access,
            Predicate<InetSocketAddress> isAllowed,
            Listener listener) {
        this.loop = loop;
        this.sockets = sockets;
        this.access = access;
        this.isAllowed = isAllowed;
        this.listener = listener;
        this.overUdp = access.address().transport() == Transport.UDP;
        Arrays.fill(channels, -1);
    }

    /// Dials and plays.
    void open() {
        CameraResolver.resolve(access.address(), loop, this::dial);
    }

    /// The address checked is the very one dialled (no second look-up in between).
    private void dial(@Nullable InetSocketAddress target) {
        if (state instanceof State.Closed) {
            return;
        }
        if (target == null || !isAllowed.test(target)) {
            onClosed(
                    new RtspException(
                            Kind.UNREACHABLE,
                            access.address() + " is not an address cameras may have"));
            return;
        }
        ChannelFuture dial =
                new Bootstrap()
                        .group(loop)
                        .channel(sockets.socket())
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(READ_BYTES))
                        .handler(new Pipeline())
                        .connect(target);
        dial.addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                describe();
            } else {
                onClosed(new RtspException(Kind.UNREACHABLE, words(done.cause())));
            }
        });
    }

    private static String words(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "no connection" : cause.getMessage();
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            RtspConnection opened =
                    new RtspConnection(
                            channel, access, RtspConnection.USUAL_PATIENCE, RtspClient.this);
            connection = opened;
            channel.pipeline().addLast(new RtspMessageEncoder(), new RtspMessageDecoder(), opened);
        }
    }

    private void describe() {
        RtspHeaders accept = new RtspHeaders().add("Accept", "application/sdp");
        send("DESCRIBE", access.address().uri(), accept, this::described);
    }

    private void described(RtspResponse response) {
        int status = response.status();
        if (status == RtspResponse.MOVED_PERMANENTLY || status == RtspResponse.MOVED_TEMPORARILY) {
            redirect(response.headers().first("Location").orElse(""));
            return;
        }
        if (!expectSuccess("DESCRIBE", response)) {
            return;
        }
        try {
            RtspSession session = RtspSession.of(access.address().uri(), response);
            state = new State.Described(session);
            setup(session, 0);
        } catch (RtspException e) {
            fail(e);
        }
    }

    private void redirect(String location) {
        try {
            access = access.at(RtspRedirect.follow(access.address(), location));
        } catch (RtspException e) {
            fail(e);
            return;
        }
        if (++redirects > MAX_REDIRECTS) {
            fail(new RtspException(Kind.STATUS, "over " + MAX_REDIRECTS + " redirects"));
            return;
        }
        abandonConnection();
        open();
    }

    private void setup(RtspSession session, int track) {
        try {
            if (overUdp && udp == null && connection != null) {
                InetSocketAddress camera = (InetSocketAddress) connection.channel().remoteAddress();
                udp = listener.openUdp(camera, session.formats());
            }
        } catch (RtspException e) {
            fail(e);
            return;
        }
        RtspHeaders headers = sessionField.headers().add("Transport", transport(track));
        String uri = session.tracks().get(track).controlUri();
        send("SETUP", uri, headers, response -> setUp(session, track, response));
    }

    private String transport(int track) {
        UdpTracks ports = udp;
        return ports == null
                ? "RTP/AVP/TCP;unicast;interleaved=" + 2 * track + "-" + (2 * track + 1)
                : "RTP/AVP;unicast;client_port="
                        + ports.port(track)
                        + "-"
                        + (ports.port(track) + 1);
    }

    private void setUp(RtspSession session, int track, RtspResponse response) {
        boolean unsupported = response.status() == RtspResponse.UNSUPPORTED_TRANSPORT;
        if (unsupported && !triedOtherWay && track == 0) {
            triedOtherWay = true;
            overUdp = !overUdp;
            closeUdp();
            setup(session, 0);
            return;
        }
        if (!expectSuccess("SETUP", response)) {
            return;
        }
        sessionField =
                response.headers().first("Session").map(sessionField::updated).orElse(sessionField);
        RtspTransport transport =
                RtspTransport.parse(response.headers().first("Transport").orElse(""));
        UdpTracks ports = udp;
        if (ports != null) {
            ports.sendTo(track, transport.serverPort());
        } else {
            int channel = transport.interleaved() < 0 ? 2 * track : transport.interleaved();
            channels[channel] = 2 * track;
            channels[channel + 1] = 2 * track + 1;
        }
        if (track + 1 < session.tracks().size()) {
            setup(session, track + 1);
        } else {
            play(session);
        }
    }

    private void play(RtspSession session) {
        state = new State.Ready(session);
        listener.onReady(session.formats());
        RtspHeaders headers = sessionField.headers().add("Range", "npt=0.000-");
        send("PLAY", session.aggregateUri(), headers, response -> played(session, response));
    }

    private void played(RtspSession session, RtspResponse response) {
        if (!expectSuccess("PLAY", response)) {
            return;
        }
        state = new State.Playing(session);
        RtspConnection current = connection;
        if (current != null) {
            keepAlive = new KeepAlive(current, session.aggregateUri(), sessionField);
            keepAlive.start();
        }
    }

    private void send(
            String method, String uri, RtspHeaders headers, Consumer<RtspResponse> onResponse) {
        RtspConnection current = connection;
        if (current != null) {
            current.request(method, uri, headers, onResponse);
        }
    }

    private boolean expectSuccess(String method, RtspResponse response) {
        if (!response.isSuccess()) {
            String words = method + " answered " + response.status() + " " + response.reason();
            fail(new RtspException(Kind.STATUS, words));
        }
        return response.isSuccess();
    }

    /// Sends an RTCP packet to the camera on a track, once it plays; `packet` is taken over.
    void sendRtcp(int track, ByteBuf packet) {
        UdpTracks ports = udp;
        RtspConnection current = connection;
        int channel = cameraChannel(2 * track + 1);
        if (!(state instanceof State.Playing) || current == null) {
            packet.release();
        } else if (ports != null) {
            ports.sendRtcp(track, packet);
        } else if (channel >= 0) {
            ByteBuf frame = current.channel().alloc().buffer(4 + packet.readableBytes());
            frame.writeByte('$')
                    .writeByte(channel)
                    .writeShort(packet.readableBytes())
                    .writeBytes(packet);
            packet.release();
            current.channel().writeAndFlush(frame);
        } else {
            packet.release();
        }
    }

    private int cameraChannel(int ours) {
        for (int channel = 0; channel < channels.length; channel++) {
            if (channels[channel] == ours) {
                return channel;
            }
        }
        return -1;
    }

    /// Says good-bye as far as it has got, and ends without a call to the listener.
    void close() {
        RtspConnection current = connection;
        State before = state;
        state = new State.Closed();
        if (current != null && before instanceof State.Playing playing) {
            connection = null;
            String uri = playing.session().aggregateUri();
            current.leave("TEARDOWN", uri, sessionField.headers());
        }
        abandonConnection();
        letGo();
    }

    /// The connection to the camera, from the dial on.
    @Nullable Channel channel() {
        RtspConnection current = connection;
        return current == null ? null : current.channel();
    }

    private void abandonConnection() {
        RtspConnection current = connection;
        connection = null;
        if (current != null) {
            current.abandon();
        }
    }

    private void fail(RtspException why) {
        RtspConnection current = connection;
        if (current != null) {
            current.close(why);
        } else {
            onClosed(why);
        }
    }

    private void closeUdp() {
        UdpTracks ports = udp;
        udp = null;
        if (ports != null) {
            ports.close();
        }
    }

    private void letGo() {
        closeUdp();
        if (keepAlive != null) {
            keepAlive.close();
        }
    }

    @Override
    public void onFrames(ByteBuf frames) {
        if (!(state instanceof State.Closed)) {
            listener.onFrames(frames, channels);
        }
    }

    @Override
    public void onClosed(RtspException why) {
        if (state instanceof State.Closed) {
            return;
        }
        state = new State.Closed();
        letGo();
        listener.onClosed(why);
    }
}

package org.yuanjian.relay.rtsp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.media.rtsp.RtspResponse;
import org.yuanjian.media.sdp.SdpWriter;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.StreamWriter;
import org.yuanjian.relay.Subscription;
import org.yuanjian.relay.TicketException;
import org.yuanjian.relay.TicketGate;

/// One player's connection: DESCRIBE with a ticket, SETUP, PLAY, TEARDOWN (RFC 2326 §10). The
/// connection is the session.
final class RtspServerSession extends ChannelInboundHandlerAdapter {
    static final String TIMEOUT = "timeout";

    private static final Logger LOG = LoggerFactory.getLogger(RtspServerSession.class);
    private static final String METHODS =
            "OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
    private static final int SESSION_SECONDS = 60;
    private static final int UDP_SILENCE_SECONDS = 90;
    private static final int MAX_UNREAD_ANSWERS = 64;
    private static final int MAX_REFUSALS = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Channel channel;
    private final StreamRelay relay;
    private final TicketGate gate;
    private final NettyTransport sockets;
    private final String sessionId = HexFormat.of().formatHex(randomBytes());

    private @Nullable PlayTicket ticket;
    private TicketGate.@Nullable Hold hold;
    private @Nullable TracksProbe waiting;
    private @Nullable Subscription probe;
    private @Nullable Subscription playing;
    private @Nullable PlayerTracks tracks;
    private int unreadAnswers;
    private int refusals;

    RtspServerSession(Channel channel, StreamRelay relay, TicketGate gate, NettyTransport sockets) {
        this.channel = channel;
        this.relay = relay;
        this.gate = gate;
        this.sockets = sockets;
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof RtspRequest request) {
                answer(request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answer(RtspRequest request) {
        switch (request.method()) {
            case "OPTIONS" ->
                    send(
                            request,
                            RtspResponse.OK,
                            "OK",
                            new RtspHeaders().add("Public", METHODS),
                            "");
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setup(request);
            case "PLAY" -> play(request);
            case "GET_PARAMETER", "SET_PARAMETER" -> send(request, RtspResponse.OK, "OK");
            case "TEARDOWN" -> {
                send(request, RtspResponse.OK, "OK");
                channel.close();
            }
            default -> send(request, RtspResponse.METHOD_NOT_ALLOWED, "Method Not Allowed");
        }
    }

    private void describe(RtspRequest request) {
        Optional<RtspRequestTarget> target = RtspRequestTarget.of(request);
        if (target.isEmpty()) {
            send(request, RtspResponse.NOT_FOUND, "Not Found");
        } else if (probe != null) {
            send(request, RtspResponse.METHOD_NOT_VALID_IN_THIS_STATE, "One stream per connection");
        } else if (admit(request, target.get())) {
            StreamId stream = target.get().stream();
            waiting =
                    new TracksProbe(
                            channel.eventLoop(),
                            found -> described(request, stream, found),
                            fault -> failed(request, fault));
            probe = relay.join(stream, waiting);
        }
    }

    private boolean admit(RtspRequest request, RtspRequestTarget target) {
        try {
            PlayTicket admitted = gate.admit(target.ticket(), target.stream());
            release(hold);
            ticket = admitted;
            hold = gate.hold(admitted, channel::close);
            return true;
        } catch (TicketException e) {
            LOG.info(
                    "stream={} player={} turned away: {}",
                    target.stream(),
                    channel.remoteAddress(),
                    e.kind());
            RtspHeaders challenge =
                    new RtspHeaders().add("WWW-Authenticate", "Bearer realm=\"play ticket\"");
            send(request, RtspResponse.UNAUTHORIZED, "Unauthorized", challenge, "");
            if (++refusals == MAX_REFUSALS) {
                channel.close();
            }
            return false;
        }
    }

    private void described(RtspRequest request, StreamId stream, List<TrackFormat> found) {
        tracks = new PlayerTracks(found);
        RtspHeaders headers = new RtspHeaders().add("Content-Base", contentBase(request, stream));
        headers.add("Content-Type", "application/sdp");
        send(request, RtspResponse.OK, "OK", headers, SdpWriter.describe(stream.toString(), found));
    }

    /// The URI without its query: the ticket is not said twice.
    private static String contentBase(RtspRequest request, StreamId stream) {
        String uri = request.uri();
        int authority = uri.indexOf("//") + 2;
        int path = uri.indexOf('/', authority);
        return uri.substring(0, path) + "/" + stream + "/";
    }

    private static void release(TicketGate.@Nullable Hold held) {
        if (held != null) {
            held.close();
        }
    }

    /// The player may ask again on this connection; until then nobody wants the stream.
    private void failed(RtspRequest request, StreamFault fault) {
        leave(probe);
        probe = null;
        switch (fault.kind()) {
            case UNKNOWN_STREAM -> send(request, RtspResponse.NOT_FOUND, "Not Found");
            default ->
                    send(
                            request,
                            RtspResponse.SERVICE_UNAVAILABLE,
                            "Stream not to be had: " + fault.kind());
        }
    }

    private void setup(RtspRequest request) {
        PlayerTracks known = tracks;
        int track = RtspRequestTarget.of(request).map(RtspRequestTarget::track).orElse(-1);
        if (known == null || playing != null) {
            send(
                    request,
                    RtspResponse.METHOD_NOT_VALID_IN_THIS_STATE,
                    "Method Not Valid In This State");
        } else if (track < 0 && known.count() > 1) {
            send(
                    request,
                    RtspResponse.AGGREGATE_OPERATION_NOT_ALLOWED,
                    "Aggregate Operation Not Allowed");
        } else if (Math.max(0, track) >= known.count()) {
            send(request, RtspResponse.NOT_FOUND, "Not Found");
        } else {
            setUp(request, known, Math.max(0, track));
        }
    }

    private void setUp(RtspRequest request, PlayerTracks known, int track) {
        String offers = request.headers().first("Transport").orElse("");
        Optional<PlayerTransport> choice = PlayerTransport.choose(offers, 2 * track);
        try {
            if (choice.isEmpty() || !known.add(track, choice.get(), channel.eventLoop(), sockets)) {
                send(request, RtspResponse.UNSUPPORTED_TRANSPORT, "Unsupported Transport");
                return;
            }
        } catch (IOException e) {
            send(request, RtspResponse.SERVICE_UNAVAILABLE, "No UDP port free");
            return;
        }
        RtspHeaders headers = new RtspHeaders().add("Transport", known.transport(choice.get()));
        headers.add("Session", sessionId + ";timeout=" + SESSION_SECONDS);
        send(request, RtspResponse.OK, "OK", headers, "");
    }

    private void play(RtspRequest request) {
        PlayerTracks known = tracks;
        PlayTicket admitted = ticket;
        if (known == null || admitted == null || !known.isSetUp()) {
            send(
                    request,
                    RtspResponse.METHOD_NOT_VALID_IN_THIS_STATE,
                    "Method Not Valid In This State");
            return;
        }
        RtspHeaders headers = new RtspHeaders().add("Session", sessionId).add("Range", "npt=now-");
        send(request, RtspResponse.OK, "OK", headers, "");
        if (playing == null) {
            StreamWriter writer = known.writer(channel);
            watchSilence(known.isOverUdp());
            playing = relay.join(admitted.stream(), writer);
            leave(probe);
            LOG.info(
                    "stream={} player={} person={} playing",
                    admitted.stream(),
                    channel.remoteAddress(),
                    admitted.person());
        }
    }

    /// Over TCP the socket tells when a player is gone; over UDP only its keep-alives do.
    private void watchSilence(boolean overUdp) {
        if (overUdp) {
            channel.pipeline()
                    .replace(TIMEOUT, TIMEOUT, new ReadTimeoutHandler(UDP_SILENCE_SECONDS));
        } else {
            channel.pipeline().remove(TIMEOUT);
        }
    }

    private static void leave(@Nullable Subscription subscription) {
        if (subscription != null) {
            subscription.leave();
        }
    }

    private void send(RtspRequest request, int status, String reason) {
        send(request, status, reason, new RtspHeaders(), "");
    }

    private void send(
            RtspRequest request, int status, String reason, RtspHeaders more, String body) {
        RtspHeaders headers =
                new RtspHeaders().add("CSeq", Integer.toString(Math.max(0, request.cseq())));
        more.fields().forEach(field -> headers.add(field.name(), field.value()));
        // Who asks and asks and reads no answer must not fill our memory.
        unreadAnswers = channel.isWritable() ? 0 : unreadAnswers + 1;
        if (unreadAnswers > MAX_UNREAD_ANSWERS) {
            channel.close();
            return;
        }
        channel.writeAndFlush(new RtspResponse(status, reason, headers, body));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release(hold);
        if (waiting != null) {
            waiting.cancel();
        }
        leave(probe);
        leave(playing);
        if (tracks != null) {
            tracks.close();
        }
        if (playing != null && ticket != null) {
            LOG.info("stream={} player={} gone", ticket.stream(), address());
        }
    }

    private String address() {
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.toString()
                : "?";
    }

    /// Whatever breaks a connection ends it; a player's bad bytes cost only that player.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("player={} ended: {}", channel.remoteAddress(), cause.toString());
        channel.close();
    }
}

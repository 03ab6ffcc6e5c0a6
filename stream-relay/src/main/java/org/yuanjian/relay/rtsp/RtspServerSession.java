package org.yuanjian.relay.rtsp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.Subscription;
import org.yuanjian.relay.TicketException;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.ViewEnd;

/// One player's connection: DESCRIBE with a ticket, SETUP, PLAY, TEARDOWN (RFC 2326 §10). The
/// connection is the session.
final class RtspServerSession extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(RtspServerSession.class);
    private static final String METHODS =
            "OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
    private static final int SESSION_SECONDS = 60;
    private static final int HANDSHAKE_SECONDS = 20;
    private static final int UDP_SILENCE_SECONDS = 90;
    private static final int MAX_HELD = 32;
    private static final int MAX_REFUSALS = 3;
    private static final Set<Action> ACTIONS = Set.of(Action.LIVE, Action.PLATFORM);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Channel channel;
    private final StreamRelay relay;
    private final TicketGate gate;
    private final NettyTransport sockets;
    private final RtspAnswers answers;
    private final PlayerSilence silence;
    private final Deque<RtspRequest> held = new ArrayDeque<>();
    private final String sessionId = HexFormat.of().formatHex(randomBytes());

    private @Nullable PlayTicket ticket;
    private TicketGate.@Nullable Hold hold;
    private @Nullable TracksProbe waiting;
    private @Nullable Subscription probe;
    private @Nullable Subscription playing;
    private @Nullable PlayerTracks tracks;
    private int refusals;

    RtspServerSession(Channel channel, StreamRelay relay, TicketGate gate, NettyTransport sockets) {
        this.channel = channel;
        this.relay = relay;
        this.gate = gate;
        this.sockets = sockets;
        this.answers = new RtspAnswers(channel);
        this.silence = new PlayerSilence(channel);
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// Until a ticket is shown, nothing that is said earns more time.
    @Override
    public void channelActive(ChannelHandlerContext context) {
        silence.allow(HANDSHAKE_SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof RtspRequest request) {
                heard(request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void heard(RtspRequest request) {
        if (ticket != null) {
            silence.heard();
        }
        if (waiting == null) {
            answer(request);
        } else if (held.size() < MAX_HELD) {
            // RFC 2326 §1.1, "pipelining": answers go out in the order of the requests.
            held.add(request);
        } else {
            channel.close();
        }
    }

    private void answerHeld() {
        waiting = null;
        while (waiting == null && !held.isEmpty()) {
            answer(held.remove());
        }
    }

    private void answer(RtspRequest request) {
        switch (request.method()) {
            case "OPTIONS" ->
                    answers.send(
                            request, RtspResponse.OK, new RtspHeaders().add("Public", METHODS), "");
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setup(request);
            case "PLAY" -> play(request);
            case "GET_PARAMETER", "SET_PARAMETER" -> answers.send(request, RtspResponse.OK);
            case "TEARDOWN" -> {
                answers.send(request, RtspResponse.OK);
                channel.close();
            }
            default -> answers.send(request, RtspResponse.METHOD_NOT_ALLOWED);
        }
    }

    private void describe(RtspRequest request) {
        Optional<RtspRequestTarget> target = RtspRequestTarget.of(request);
        if (target.isEmpty()) {
            answers.send(request, RtspResponse.NOT_FOUND);
        } else if (probe != null) {
            // One stream per connection.
            answers.send(request, RtspResponse.METHOD_NOT_VALID_IN_THIS_STATE);
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
            PlayTicket admitted = gate.admit(target.ticket(), target.stream(), ACTIONS);
            enter(admitted);
            ticket = admitted;
            silence.heard();
            return true;
        } catch (TicketException e) {
            LOG.info(
                    "stream={} player={} turned away: {}",
                    target.stream(),
                    channel.remoteAddress(),
                    e.kind());
            refuse(request, e.kind());
            if (++refusals == MAX_REFUSALS) {
                channel.close();
            }
            return false;
        }
    }

    private void refuse(RtspRequest request, TicketException.Kind why) {
        if (why == TicketException.Kind.LEDGER_CLOSED) {
            answers.send(request, RtspResponse.SERVICE_UNAVAILABLE);
            return;
        }
        RtspHeaders challenge =
                new RtspHeaders().add("WWW-Authenticate", "Bearer realm=\"play ticket\"");
        answers.send(request, RtspResponse.UNAUTHORIZED, challenge, "");
    }

    /// The view belongs to the connection: who asks again on it goes on with the same ticket.
    private void enter(PlayTicket admitted) throws TicketException {
        TicketGate.Hold before = hold;
        if (before == null || !before.isOf(admitted)) {
            release(before);
            hold = gate.hold(admitted, why -> endedByGate(admitted.stream(), why));
        }
    }

    private void endedByGate(StreamId stream, ViewEnd why) {
        LOG.info("stream={} player={} ended: {}", stream, address(), why);
        channel.close();
    }

    private void described(RtspRequest request, StreamId stream, List<TrackFormat> found) {
        tracks = new PlayerTracks(channel, found, silence::heard);
        RtspHeaders headers = new RtspHeaders().add("Content-Base", contentBase(request, stream));
        headers.add("Content-Type", "application/sdp");
        String description = SdpWriter.describe(stream.toString(), found);
        answers.send(request, RtspResponse.OK, headers, description);
        answerHeld();
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
        if (fault.kind() == StreamFault.Kind.UNKNOWN_STREAM) {
            answers.send(request, RtspResponse.NOT_FOUND);
        } else {
            String reason = "Stream not to be had: " + fault.kind();
            answers.send(
                    request,
                    new RtspResponse(RtspResponse.SERVICE_UNAVAILABLE, reason, new RtspHeaders()));
        }
        answerHeld();
    }

    private void setup(RtspRequest request) {
        PlayerTracks known = tracks;
        PlayTicket admitted = ticket;
        if (known == null || admitted == null || playing != null) {
            answers.send(request, RtspResponse.METHOD_NOT_VALID_IN_THIS_STATE);
            return;
        }
        Optional<RtspRequestTarget> target =
                RtspRequestTarget.of(request)
                        .filter(asked -> asked.stream().equals(admitted.stream()));
        int track = target.map(RtspRequestTarget::track).orElse(known.count());
        if (track < 0 && known.count() > 1) {
            answers.send(request, RtspResponse.AGGREGATE_OPERATION_NOT_ALLOWED);
        } else if (track >= known.count()) {
            answers.send(request, RtspResponse.NOT_FOUND);
        } else {
            setUp(request, known, Math.max(0, track));
        }
    }

    private void setUp(RtspRequest request, PlayerTracks known, int track) {
        String offers = request.headers().first("Transport").orElse("");
        Optional<PlayerTransport> choice = PlayerTransport.choose(offers, 2 * track);
        try {
            if (choice.isEmpty() || !known.add(track, choice.get(), sockets)) {
                answers.send(request, RtspResponse.UNSUPPORTED_TRANSPORT);
                return;
            }
        } catch (IOException e) {
            // No UDP port is free.
            answers.send(request, RtspResponse.SERVICE_UNAVAILABLE);
            return;
        }
        RtspHeaders headers = new RtspHeaders().add("Transport", known.transport(choice.get()));
        headers.add("Session", sessionId + ";timeout=" + SESSION_SECONDS);
        answers.send(request, RtspResponse.OK, headers, "");
    }

    private void play(RtspRequest request) {
        PlayerTracks known = tracks;
        PlayTicket admitted = ticket;
        if (known == null || admitted == null || !known.isSetUp()) {
            answers.send(request, RtspResponse.METHOD_NOT_VALID_IN_THIS_STATE);
            return;
        }
        RtspHeaders headers = new RtspHeaders().add("Session", sessionId).add("Range", "npt=now-");
        answers.send(request, RtspResponse.OK, headers, "");
        if (playing == null) {
            // Over TCP the socket tells when a player is gone; over UDP only what it says does.
            silence.allow(known.isOverUdp() ? UDP_SILENCE_SECONDS : PlayerSilence.FOR_EVER);
            playing = relay.join(admitted.stream(), known.writer());
            leave(probe);
            LOG.info(
                    "stream={} player={} person={} playing",
                    admitted.stream(),
                    channel.remoteAddress(),
                    admitted.person());
        }
    }

    private static void leave(@Nullable Subscription subscription) {
        if (subscription != null) {
            subscription.leave();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        silence.end();
        held.clear();
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

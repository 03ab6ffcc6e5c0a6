package org.yuanjian.relay.webrtc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.sdp.SdpException;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.TicketException;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.http.BearerToken;
import org.yuanjian.relay.http.HttpAnswer;
import org.yuanjian.relay.http.HttpEndpoint;
import org.yuanjian.relay.http.Problem;
import org.yuanjian.relay.http.Route;
import org.yuanjian.relay.transcode.TranscodeWorkers;

/// WHEP: `POST /whep/{point}/{stream}` with an offer opens a session, `DELETE /whep/session/{id}`
/// ends it. Candidates are all in the answer, so there is nothing to PATCH. A session opened with
/// `?paused=true` shows nothing before `POST /whep/session/{id}/resume`.
public final class WhepEndpoint implements HttpEndpoint {
    static final String SESSION_PATH = "/whep/session/";

    private static final Logger LOG = LoggerFactory.getLogger(WhepEndpoint.class);
    private static final String STREAM_PATH = "/whep/";
    private static final String RESUME = "/resume";
    private static final String PAUSED = "paused=true";
    private static final String SDP = "application/sdp";
    private static final Set<Action> ACTIONS = Set.of(Action.LIVE);
    private static final Problem NOT_SDP = new Problem(415, "REQUEST", "Not application/sdp");
    private static final Problem BAD_OFFER = new Problem(400, "REQUEST", "Offer not valid");

    private final WebRtcServer server;
    private final TicketGate gate;
    private final WhepJoin.Surroundings around;

    /// @param workers turn AAC into Opus
    public WhepEndpoint(
            WebRtcServer server, StreamRelay relay, TicketGate gate, TranscodeWorkers workers) {
        this.server = server;
        this.gate = gate;
        this.around = new WhepJoin.Surroundings(server, relay, gate, workers);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("DELETE /whep/session/{id}"),
                Route.of("POST /whep/session/{id}/resume"),
                Route.of("POST /whep/{point}/{stream}"));
    }

    @Override
    public void handle(ChannelHandlerContext context, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).rawPath();
        if (path.startsWith(SESSION_PATH) && path.endsWith(RESUME)) {
            int end = path.length() - RESUME.length();
            resume(context, path.substring(SESSION_PATH.length(), end));
        } else if (path.startsWith(SESSION_PATH)) {
            end(context, path.substring(SESSION_PATH.length()));
        } else {
            post(context, request, path.substring(STREAM_PATH.length()));
        }
    }

    /// The id is a secret of whoever opened the session.
    private void end(ChannelHandlerContext context, String id) {
        if (server.end(id)) {
            HttpAnswer.empty(HttpResponseStatus.OK).send(context);
        } else {
            HttpAnswer.of(Problem.NOT_FOUND).send(context);
        }
    }

    /// It needs no body and no header of its own, so that a browser asks nobody before it.
    private void resume(ChannelHandlerContext context, String id) {
        server.loop().execute(() -> resumed(id).send(context));
    }

    private HttpAnswer resumed(String id) {
        try {
            Optional<PeerConnection> peer = server.session(id);
            return peer.isPresent() && peer.get().resume()
                    ? HttpAnswer.empty(HttpResponseStatus.OK)
                    : HttpAnswer.of(Problem.NOT_FOUND);
        } catch (TicketException e) {
            LOG.info("session={} not resumed: {}", id, e.kind());
            return refusal(e);
        }
    }

    private void post(ChannelHandlerContext context, FullHttpRequest request, String name) {
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (!type.regionMatches(true, 0, SDP, 0, SDP.length())) {
            HttpAnswer.of(NOT_SDP).send(context);
            return;
        }
        try {
            StreamId stream = StreamId.parse(name);
            PlayTicket ticket = gate.admit(BearerToken.of(request), stream, ACTIONS);
            SdpOffer offer = SdpOffer.parse(request.content().toString(StandardCharsets.UTF_8));
            open(context, new WhepJoin.Wish(ticket, offer, isPaused(request)));
        } catch (TicketException e) {
            LOG.debug("stream={} ticket refused: {}", name, e.kind());
            refusal(e).send(context);
        } catch (SdpException e) {
            LOG.debug("stream={} offer refused: {}", name, e.getMessage());
            HttpAnswer.of(BAD_OFFER).send(context);
        } catch (IllegalArgumentException e) {
            HttpAnswer.of(Problem.NOT_FOUND).send(context);
        }
    }

    private static boolean isPaused(FullHttpRequest request) {
        String query = new QueryStringDecoder(request.uri()).rawQuery();
        return Arrays.asList(query.split("&")).contains(PAUSED);
    }

    // RFC 6750 §3: where a bearer token is not taken, the answer says so.
    static HttpAnswer refusal(TicketException why) {
        Problem problem = Problem.of(why);
        HttpAnswer answer = HttpAnswer.of(problem);
        return problem.equals(Problem.TICKET) ? answer.with("WWW-Authenticate", "Bearer") : answer;
    }

    private void open(ChannelHandlerContext context, WhepJoin.Wish wish) {
        if (server.isFull()) {
            StreamFault full = new StreamFault(StreamFault.Kind.OVERLOADED, "WebRTC sessions");
            HttpAnswer.of(Problem.of(full)).send(context);
            return;
        }
        PlayTicket ticket = wish.ticket();
        LOG.info("stream={} person={} asks by WHEP", ticket.stream(), ticket.person());
        server.loop()
                .execute(() -> new WhepJoin(around, wish, answer -> answer.send(context)).start());
    }
}

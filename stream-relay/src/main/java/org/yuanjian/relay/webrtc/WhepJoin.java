package org.yuanjian.relay.webrtc;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.TicketException;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.ViewEnd;
import org.yuanjian.relay.http.HttpAnswer;
import org.yuanjian.relay.http.Problem;
import org.yuanjian.relay.transcode.TranscodeWorkers;

/// The way from an offer to a session: joins the stream, waits for its formats, chooses from the
/// offer, answers; then tells the session what becomes of its stream. Event loop only.
final class WhepJoin implements WebRtcWriter.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(WhepJoin.class);
    private static final String B_FRAMES = "B_FRAMES";

    private final Surroundings around;
    private final WebRtcServer server;
    private final Wish wish;
    private final SdpOffer offer;
    private final Consumer<HttpAnswer> answer;
    private final WebRtcWriter writer;
    private final StreamId stream;
    private StreamFault lastFault = new StreamFault(StreamFault.Kind.UNREACHABLE, "no answer yet");
    private @Nullable ScheduledFuture<?> deadline;
    private TicketGate.@Nullable Hold hold;
    private @Nullable PeerConnection peer;
    private boolean answered;

    /// What every join needs of its node.
    record Surroundings(
            WebRtcServer server, StreamRelay relay, TicketGate gate, TranscodeWorkers workers) {}

    /// What a viewer asks for.
    ///
    /// @param ticket admitted; names the stream
    /// @param paused whether nothing is sent before the session is resumed
    record Wish(PlayTicket ticket, SdpOffer offer, boolean paused) {}

    /// @param answer told once
    WhepJoin(Surroundings around, Wish wish, Consumer<HttpAnswer> answer) {
        this.around = around;
        this.server = around.server();
        this.wish = wish;
        this.stream = wish.ticket().stream();
        this.offer = wish.offer();
        this.answer = answer;
        this.writer = new WebRtcWriter(server.loop(), server.enter(stream), this);
    }

    void start() {
        try {
            hold = hold(why -> server.loop().execute(() -> endedByGate(why)));
        } catch (TicketException e) {
            LOG.info("stream={} ticket refused: {}", stream, e.kind());
            refuse(WhepEndpoint.refusal(e));
            return;
        }
        long wait = server.settings().joinTimeout().toMillis();
        deadline = server.loop().schedule(this::giveUp, wait, TimeUnit.MILLISECONDS);
        writer.joined(around.relay().join(stream, writer));
    }

    private TicketGate.Hold hold(Consumer<ViewEnd> onEnd) throws TicketException {
        TicketGate gate = around.gate();
        return wish.paused()
                ? gate.holdPaused(wish.ticket(), onEnd)
                : gate.hold(wish.ticket(), onEnd);
    }

    private void endedByGate(ViewEnd why) {
        if (peer != null) {
            peer.close(why.name());
        } else if (!answered) {
            refuse(Problem.of(why));
        }
    }

    @Override
    public void onFormats() {
        if (answered) {
            return;
        }
        TrackFeed video = writer.feed().track(true);
        if (video != null && isReordering(video)) {
            refuse(reordered());
            return;
        }
        List<TrackSender> senders = choose(video);
        boolean videoLost = video != null && senders.stream().noneMatch(s -> s.feed() == video);
        if (senders.isEmpty() || videoLost) {
            refuse(new Problem(406, "CODEC", "Codec not in the offer", playable()));
            return;
        }
        writer.choose(senders);
        writer.feed().listen(writer, around.workers());
        WebRtcServer.Opened opened = server.open(offer, writer);
        peer = opened.peer();
        if (wish.paused()) {
            opened.peer().pause(this::begin);
        }
        finish(
                HttpAnswer.of(HttpResponseStatus.CREATED, "application/sdp", opened.answer())
                        .with("Location", WhepEndpoint.SESSION_PATH + opened.peer().id()));
    }

    private boolean begin() throws TicketException {
        return hold != null && hold.begin();
    }

    private boolean isReordering(TrackFeed video) {
        if (video.isReordering()) {
            server.rememberReordering(stream);
        }
        return server.isReordering(stream);
    }

    private Problem reordered() {
        return new Problem(409, B_FRAMES, "Stream has B-frames", playable());
    }

    private List<String> playable() {
        return around.relay().playable(stream).stream().map(StreamId::toString).toList();
    }

    private List<String> alternatives() {
        return around.relay().alternatives(stream).stream().map(StreamId::toString).toList();
    }

    private List<TrackSender> choose(@Nullable TrackFeed video) {
        List<TrackSender> senders = new ArrayList<>();
        for (TrackFeed feed : new TrackFeed[] {video, writer.feed().track(false)}) {
            if (feed != null) {
                TrackChoice.of(offer, feed.format(), server.newSources())
                        .ifPresent(choice -> senders.add(new TrackSender(feed, choice)));
            }
        }
        return senders;
    }

    @Override
    public void onFault(StreamFault fault) {
        lastFault = fault;
        boolean waitingIsVain =
                fault.kind() == StreamFault.Kind.UNKNOWN_STREAM
                        || fault.kind() == StreamFault.Kind.REFUSED_CREDENTIALS
                        || fault.kind() == StreamFault.Kind.OVERLOADED
                        || fault.kind() == StreamFault.Kind.LINE_FULL;
        if (!waitingIsVain) {
            return; // the source goes on trying, and the viewer waits with it
        }
        if (peer != null) {
            peer.close(fault.kind().name());
        } else if (!answered) {
            refuse(
                    fault.kind() == StreamFault.Kind.LINE_FULL
                            ? Problem.of(fault).with(alternatives())
                            : Problem.of(fault));
        }
    }

    @Override
    public void onUnplayable() {
        TrackFeed video = writer.feed().track(true);
        boolean reordering = video != null && video.isReordering();
        if (reordering) {
            server.rememberReordering(stream);
        }
        if (peer != null) {
            peer.close(reordering ? B_FRAMES : "formats changed");
        }
    }

    @Override
    public void onEnd() {
        if (hold != null) {
            hold.close();
        }
    }

    private void giveUp() {
        if (!answered) {
            boolean described = !writer.feed().tracks().isEmpty();
            StreamFault fault =
                    described
                            ? new StreamFault(StreamFault.Kind.NO_FRAMES, "no parameter sets")
                            : lastFault;
            refuse(Problem.of(fault));
        }
    }

    private void refuse(Problem problem) {
        LOG.info("stream={} WHEP refused: {}", stream, problem.kind());
        refuse(HttpAnswer.of(problem));
    }

    private void refuse(HttpAnswer what) {
        writer.end();
        server.leave(writer.feed());
        finish(what);
    }

    private void finish(HttpAnswer what) {
        answered = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        answer.accept(what);
    }
}

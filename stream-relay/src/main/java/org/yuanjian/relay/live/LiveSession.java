package org.yuanjian.relay.live;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.Subscription;
import org.yuanjian.relay.TicketException;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.ViewEnd;
import org.yuanjian.relay.http.Problem;

/// One viewer's WebSocket from its ticket to its end. On the connection's loop.
final class LiveSession extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);
    private static final long TICKET_SECONDS = 5;
    private static final Set<Action> ACTIONS = Set.of(Action.LIVE);

    private final StreamId stream;
    private final TicketGate gate;
    private final LiveStreams streams;
    private @Nullable Subscription subscription;
    private TicketGate.@Nullable Hold hold;
    private boolean pinged;

    LiveSession(StreamId stream, TicketGate gate, LiveStreams streams) {
        this.stream = stream;
        this.gate = gate;
        this.streams = streams;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.executor()
                .schedule(() -> endWithoutTicket(context), TICKET_SECONDS, TimeUnit.SECONDS);
    }

    private void endWithoutTicket(ChannelHandlerContext context) {
        if (subscription == null && context.channel().isActive()) {
            new Fmp4Writer(context.channel()).problem(Problem.TICKET);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        pinged = false;
        switch (frame) {
            case TextWebSocketFrame text when subscription == null -> admit(context, text.text());
            case PingWebSocketFrame ping ->
                    context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close ->
                    context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            default -> {
                // Nothing else is asked of a viewer.
            }
        }
    }

    private void admit(ChannelHandlerContext context, String token) {
        Fmp4Writer writer = new Fmp4Writer(context.channel());
        try {
            PlayTicket ticket = gate.admit(token, stream, ACTIONS);
            hold =
                    gate.hold(
                            ticket,
                            why -> context.executor().execute(() -> endedByGate(writer, why)));
            subscription = streams.join(stream, writer);
            LOG.info("stream={} person={} live fMP4 opened", stream, ticket.person());
        } catch (TicketException e) {
            LOG.info("stream={} ticket refused: {}", stream, e.kind());
            writer.problem(Problem.of(e));
        }
    }

    private void endedByGate(Fmp4Writer writer, ViewEnd why) {
        LOG.info("stream={} live fMP4 ended: {}", stream, why);
        leave();
        writer.problem(Problem.of(why));
    }

    private void leave() {
        if (subscription != null) {
            subscription.leave();
        }
        if (hold != null) {
            hold.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            context.fireUserEventTriggered(event);
        } else if (pinged) {
            context.close();
        } else {
            pinged = true;
            context.writeAndFlush(new PingWebSocketFrame());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("stream={} WebSocket closed: {}", stream, cause);
        context.close();
    }
}

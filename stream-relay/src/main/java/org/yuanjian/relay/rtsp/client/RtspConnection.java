package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtsp.InterleavedFrames;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.media.rtsp.RtspResponse;

/// One connection to a camera: numbers requests, answers challenges, matches responses, passes
/// framed packets on.
///
/// Event loop of the channel only. Whatever goes wrong ends the connection with one call of
/// [Listener#onClosed].
final class RtspConnection extends ChannelInboundHandlerAdapter {
    private static final String USER_AGENT = "Yuanjian";
    static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    private static final int MAX_PENDING = 16;
    private static final int MAX_TRIES = 4;
    private static final int LEAVE_MILLIS = 1_000;

    /// Hears what a connection brings.
    interface Listener {
        /// @param frames whole interleaved frames; borrowed
        void onFrames(ByteBuf frames);

        void onClosed(RtspException why);
    }

    private record Pending(
            RtspRequest request,
            boolean hadCredentials,
            int tries,
            Consumer<RtspResponse> onResponse,
            ScheduledFuture<?> timeout) {}

    private final Channel channel;
    private final RtspAccess access;
    private final RtspAuthentication authentication;
    private final Duration patience;
    private final Listener listener;
    private final Map<Integer, Pending> pending = new LinkedHashMap<>();
    private int cseq;
    private int goodbye;
    private boolean closed;

    /// @param patience how long each answer is waited for
    RtspConnection(Channel channel, RtspAccess access, Duration patience, Listener listener) {
        this.channel = channel;
        this.access = access;
        this.patience = patience;
        this.authentication = new RtspAuthentication(access.address());
        this.listener = listener;
    }

    /// Sends a request; `onResponse` gets the answer unless the connection ends first. A 401 is
    /// answered here.
    void request(String method, String uri, RtspHeaders fields, Consumer<RtspResponse> onResponse) {
        send(new RtspRequest(method, uri, fields), 1, onResponse);
    }

    private void send(RtspRequest asked, int tries, Consumer<RtspResponse> onResponse) {
        if (closed) {
            return;
        }
        String method = asked.method();
        String uri = asked.uri();
        RtspHeaders headers = new RtspHeaders().add("CSeq", Integer.toString(++cseq));
        headers.add("User-Agent", USER_AGENT);
        Optional<String> authorization = authentication.authorization(method, uri);
        authorization.ifPresent(value -> headers.add("Authorization", value));
        asked.headers().fields().forEach(field -> headers.add(field.name(), field.value()));
        int number = cseq;
        ScheduledFuture<?> timeout =
                channel.eventLoop()
                        .schedule(
                                () -> expired(number), patience.toMillis(), TimeUnit.MILLISECONDS);
        RtspRequest request = new RtspRequest(method, uri, headers);
        pending.put(
                number,
                new Pending(request, authorization.isPresent(), tries, onResponse, timeout));
        if (pending.size() > MAX_PENDING) {
            close(new RtspException(Kind.UNREACHABLE, "answers stay out"));
            return;
        }
        channel.writeAndFlush(request);
    }

    Channel channel() {
        return channel;
    }

    /// Ends the connection; the listener is told `why` unless it knows already.
    void close(RtspException why) {
        if (!closed) {
            abandon();
            listener.onClosed(why);
        }
    }

    /// Ends the connection without a word to the listener.
    void abandon() {
        forget();
        channel.close();
    }

    /// Sends a last request and ends the connection without a word to the listener: when it is
    /// answered, or soon. What comes until then is read and dropped, as a socket that is closed
    /// with bytes unread resets the connection, and the reset may overtake the request.
    void leave(String method, String uri, RtspHeaders fields) {
        request(method, uri, fields, _ -> {});
        forget();
        goodbye = cseq;
        channel.config().setAutoRead(true);
        channel.eventLoop().schedule(() -> channel.close(), LEAVE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void forget() {
        closed = true;
        pending.values().forEach(waiting -> waiting.timeout().cancel(false));
        pending.clear();
    }

    /// Many a camera answers no keep-alive while it sends packets; whether it lives, the packets
    /// tell.
    private void expired(int number) {
        Pending late = pending.remove(number);
        if (late == null) {
            return;
        }
        String method = late.request().method();
        if (!method.equals("OPTIONS") && !method.equals("GET_PARAMETER")) {
            close(
                    new RtspException(
                            Kind.UNREACHABLE,
                            method + " not answered in " + patience.toMillis() + " ms"));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            switch (message) {
                case InterleavedFrames frames when !closed -> listener.onFrames(frames.content());
                case RtspResponse response when !closed -> answered(response);
                case RtspRequest request when !closed -> decline(request);
                case RtspResponse response when isLast(response) -> channel.close();
                default -> {}
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /// Some cameras leave CSeq out.
    private boolean isLast(RtspResponse response) {
        return goodbye != 0 && (response.cseq() == goodbye || response.cseq() < 0);
    }

    /// Who reads in rounds reads on in this one while there is more than one read takes.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        int bytes = channel.unsafe().recvBufAllocHandle().lastBytesRead();
        if (!channel.config().isAutoRead() && bytes == RtspClient.READ_BYTES) {
            channel.read();
        }
    }

    private void answered(RtspResponse response) {
        Pending request = take(response.cseq());
        if (request == null) {
            return;
        }
        request.timeout().cancel(false);
        if (response.status() != RtspResponse.UNAUTHORIZED) {
            request.onResponse().accept(response);
        } else if (access.isRefused()) {
            // Another stream of the device was refused meanwhile: the same password once more would
            // be one try more on its way to a locked account.
            close(new RtspException(Kind.REFUSED, access.latch().words().orElse("")));
        } else if (authentication.challenged(
                response.headers().all("WWW-Authenticate"), request.hadCredentials())) {
            again(request);
        } else {
            close(new RtspException(Kind.REFUSED, response.status() + " " + response.reason()));
        }
    }

    private void again(Pending refused) {
        if (refused.tries() == MAX_TRIES) {
            close(new RtspException(Kind.STATUS, "the camera calls every answer stale"));
            return;
        }
        RtspHeaders fields = new RtspHeaders();
        for (RtspHeaders.Field field : refused.request().headers().fields()) {
            boolean own =
                    field.name().equals("CSeq")
                            || field.name().equals("User-Agent")
                            || field.name().equals("Authorization");
            if (!own) {
                fields.add(field.name(), field.value());
            }
        }
        RtspRequest asked =
                new RtspRequest(refused.request().method(), refused.request().uri(), fields);
        send(asked, refused.tries() + 1, refused.onResponse());
    }

    /// Some cameras leave CSeq out; then the oldest request is meant.
    private @Nullable Pending take(int number) {
        Pending exact = pending.remove(number);
        Iterator<Pending> oldest = pending.values().iterator();
        if (exact == null && number < 0 && oldest.hasNext()) {
            exact = oldest.next();
            oldest.remove();
        }
        return exact;
    }

    /// Some cameras ask us things; an answer keeps them content.
    private void decline(RtspRequest request) {
        RtspHeaders headers =
                new RtspHeaders().add("CSeq", Integer.toString(Math.max(0, request.cseq())));
        boolean ping =
                request.method().equals("OPTIONS") || request.method().equals("GET_PARAMETER");
        channel.writeAndFlush(
                ping
                        ? new RtspResponse(200, "OK", headers)
                        : new RtspResponse(501, "Not Implemented", headers));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        close(new RtspException(Kind.UNREACHABLE, "the camera closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable root =
                cause instanceof DecoderException && cause.getCause() != null
                        ? cause.getCause()
                        : cause;
        close(
                root instanceof RtspException rtsp
                        ? rtsp
                        : new RtspException(Kind.UNREACHABLE, root.toString()));
    }
}

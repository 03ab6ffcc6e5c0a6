package org.yuanjian.camera.onvif;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpContentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.yuanjian.camera.onvif.OnvifException.Kind;

/// One HTTP/1.1 request and its answer over a connection of its own: resolve, check, dial that very
/// address, keep the host's name. Bodies have a length: many devices refuse chunks. Any thread that
/// may wait.
final class HttpCaller {
    private final EventLoopGroup loops;
    private final Class<? extends Channel> socket;
    private final OutboundRule rule;
    private final Duration timeout;

    /// @param timeout for one call, from dialling to the last byte of the answer
    HttpCaller(
            EventLoopGroup loops,
            Class<? extends Channel> socket,
            OutboundRule rule,
            Duration timeout) {
        this.loops = loops;
        this.socket = socket;
        this.rule = rule;
        this.timeout = timeout;
    }

    /// The address behind a URI, checked.
    InetSocketAddress resolve(URI uri) throws OnvifException {
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw new OnvifException(Kind.NOT_ALLOWED, "not an http address");
        }
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getByName(uri.getHost()), port);
            if (!rule.allows(address)) {
                throw new OnvifException(Kind.NOT_ALLOWED, address + " is not allowed");
            }
            return address;
        } catch (UnknownHostException e) {
            throw new OnvifException(Kind.UNREACHABLE, "no such host", e);
        }
    }

    HttpAnswer call(HttpCall call) throws OnvifException {
        InetSocketAddress address = resolve(call.uri());
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loops)
                        .channel(socket)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .handler(handlers(call, answer));
        Channel channel =
                bootstrap
                        .connect(address)
                        .addListener(connected -> {
                            if (!connected.isSuccess()) {
                                answer.completeExceptionally(connected.cause());
                            }
                        })
                        .channel();
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new OnvifException(Kind.TIMEOUT, "no answer within " + timeout, e);
        } catch (ExecutionException e) {
            throw reason(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OnvifException(Kind.TIMEOUT, "interrupted", e);
        } finally {
            channel.close();
        }
    }

    private static OnvifException reason(Throwable cause) {
        return switch (cause) {
            case OnvifException known -> known;
            case TooLongHttpContentException large ->
                    new OnvifException(Kind.TOO_LARGE, "a larger answer than is taken", large);
            case ConnectTimeoutException late ->
                    new OnvifException(Kind.TIMEOUT, "no connection in time", late);
            case IOException broken ->
                    new OnvifException(Kind.UNREACHABLE, "the connection failed", broken);
            default -> new OnvifException(Kind.MALFORMED, "not HTTP", cause);
        };
    }

    private static ChannelHandler handlers(HttpCall call, CompletableFuture<HttpAnswer> answer) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(call.maxAnswerBytes(), true),
                                new Exchange(call, answer));
            }
        };
    }

    private static FullHttpRequest request(HttpCall call) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.valueOf(call.method()),
                        call.target(),
                        Unpooled.wrappedBuffer(call.body()));
        request.headers()
                .set(HttpHeaderNames.HOST, call.uri().getRawAuthority().replaceAll("^.*@", ""));
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (!call.method().equals("GET")) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, call.body().length);
        }
        call.fields().forEach((name, value) -> request.headers().set(name, value));
        return request;
    }

    private static final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final HttpCall call;
        private final CompletableFuture<HttpAnswer> answer;

        Exchange(HttpCall call, CompletableFuture<HttpAnswer> answer) {
            this.call = call;
            this.answer = answer;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(request(call));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.decoderResult().isFailure()) {
                answer.completeExceptionally(OnvifException.malformed("not HTTP"));
            } else {
                answer.complete(
                        new HttpAnswer(
                                response.status().code(),
                                response.headers().copy(),
                                ByteBufUtil.getBytes(response.content())));
            }
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.completeExceptionally(
                    new OnvifException(Kind.UNREACHABLE, "the device closed without an answer"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
            context.close();
        }
    }
}

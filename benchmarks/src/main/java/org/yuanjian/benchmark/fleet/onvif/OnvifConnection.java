package org.yuanjian.benchmark.fleet.onvif;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.yuanjian.benchmark.fleet.onvif.OnvifDialect.SignIn;

/// One connection to the HTTP side of one camera.
public final class OnvifConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String SOAP_1_1 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_1_2 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String NAMESPACES =
            " xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\""
                    + " xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\""
                    + " xmlns:tr2=\"http://www.onvif.org/ver20/media/wsdl\""
                    + " xmlns:tptz=\"http://www.onvif.org/ver20/ptz/wsdl\""
                    + " xmlns:tev=\"http://www.onvif.org/ver10/events/wsdl\""
                    + " xmlns:wsnt=\"http://docs.oasis-open.org/wsn/b-2\""
                    + " xmlns:wsa=\"http://www.w3.org/2005/08/addressing\""
                    + " xmlns:tns1=\"http://www.onvif.org/ver10/topics\""
                    + " xmlns:tt=\"http://www.onvif.org/ver10/schema\""
                    + " xmlns:ter=\"http://www.onvif.org/ver10/error\"";
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final String OPEN = "GetSystemDateAndTime";

    private final OnvifCamera camera;
    private final OnvifAnswers answers;
    private final Clock clock;

    /// Answers on an accepted connection to a camera.
    public static void serve(Channel channel, OnvifCamera camera, int rtspPort, Clock clock) {
        int httpPort = ((InetSocketAddress) channel.localAddress()).getPort();
        OnvifAnswers answers = new OnvifAnswers(camera, httpPort, rtspPort);
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                .addLast(new OnvifConnection(camera, answers, clock));
    }

    private OnvifConnection(OnvifCamera camera, OnvifAnswers answers, Clock clock) {
        this.camera = camera;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (camera.isRefusing()) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (camera.isSilent()) {
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        response(context, request)
                .whenComplete((response, failure) -> {
                    if (failure == null) {
                        send(context, response, keepAlive);
                    } else {
                        context.close();
                    }
                });
    }

    private void send(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        HttpUtil.setKeepAlive(response, keepAlive);
        HttpUtil.setContentLength(response, response.content().readableBytes());
        Runnable send =
                () -> {
                    var sent = context.writeAndFlush(response);
                    if (!keepAlive) {
                        sent.addListener(ChannelFutureListener.CLOSE);
                    }
                };
        context.executor().schedule(send, camera.delayMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<FullHttpResponse> response(
            ChannelHandlerContext context, FullHttpRequest request) {
        if (request.method().equals(HttpMethod.GET)) {
            return picture(request);
        }
        OnvifQuestion question =
                OnvifQuestion.read(request.content().toString(StandardCharsets.UTF_8));
        long wait = camera.events().untilNews(question, request.uri(), now()).toMillis();
        if (wait == 0) {
            return CompletableFuture.completedFuture(soap(request, question));
        }
        CompletableFuture<FullHttpResponse> later = new CompletableFuture<>();
        request.retain();
        context.executor()
                .schedule(
                        () -> {
                            later.complete(soap(request, question));
                            request.release();
                        },
                        wait,
                        TimeUnit.MILLISECONDS);
        return later;
    }

    private Instant now() {
        return clock.instant().plus(camera.dialect().clockAhead());
    }

    private FullHttpResponse soap(FullHttpRequest request, OnvifQuestion question) {
        if (!request.method().equals(HttpMethod.POST)
                || HttpUtil.isTransferEncodingChunked(request)) {
            return plain(HttpResponseStatus.LENGTH_REQUIRED);
        }
        if (camera.isEmpty()) {
            return plain(HttpResponseStatus.OK);
        }
        if (camera.dialect().soap11() != question.isSoap11()) {
            return camera.dialect().soap11()
                    ? fault(HttpResponseStatus.INTERNAL_SERVER_ERROR, "VersionMismatch", "SOAP 1.1")
                    : plain(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        Instant now = now();
        if (!question.operation().equals(OPEN) && !isSignedIn(request, question, now)) {
            return camera.dialect().signIn() == SignIn.TOKEN
                    ? fault(
                            HttpResponseStatus.BAD_REQUEST,
                            "ter:NotAuthorized",
                            "Sender not authorized")
                    : challenge();
        }
        Optional<String> body = answers.answer(question, request.uri(), now);
        return body.isPresent()
                ? xml(HttpResponseStatus.OK, body.get())
                : fault(
                        HttpResponseStatus.INTERNAL_SERVER_ERROR,
                        "ter:ActionNotSupported",
                        "Optional Action Not Implemented");
    }

    private boolean isSignedIn(FullHttpRequest request, OnvifQuestion question, Instant now) {
        return camera.dialect().signIn() == SignIn.HTTP
                ? isSignedIn(request)
                : TokenCheck.isValid(question, camera, now);
    }

    private boolean isSignedIn(FullHttpRequest request) {
        String field = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        String text =
                new String(field.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return camera.accepts(request.method().name(), text);
    }

    private CompletableFuture<FullHttpResponse> picture(FullHttpRequest request) {
        if (!isSignedIn(request)) {
            return CompletableFuture.completedFuture(challenge());
        }
        String wanted =
                new QueryStringDecoder(request.uri())
                        .parameters()
                        .getOrDefault("channel", List.of(""))
                        .getFirst();
        return camera.channels().stream()
                .filter(channel -> channel.prefix().equals(wanted))
                .findFirst()
                .flatMap(OnvifCamera.Channel::snapshot)
                .map(picture -> picture.get().thenApply(OnvifConnection::jpeg))
                .orElseGet(() ->
                        CompletableFuture.completedFuture(plain(HttpResponseStatus.NOT_FOUND)));
    }

    private static FullHttpResponse jpeg(byte[] picture) {
        return body(HttpResponseStatus.OK, "image/jpeg", picture);
    }

    private FullHttpResponse challenge() {
        FullHttpResponse response = plain(HttpResponseStatus.UNAUTHORIZED);
        response.headers().add(HttpHeaderNames.WWW_AUTHENTICATE, camera.challenges());
        return response;
    }

    private FullHttpResponse fault(HttpResponseStatus status, String code, String reason) {
        String fault =
                camera.dialect().soap11()
                        ? "<s:Fault><faultcode>s:%s</faultcode><faultstring>%s</faultstring></s:Fault>"
                        : "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>%s</s:Value></s:Subcode></s:Code>"
                                + "<s:Reason><s:Text xml:lang=\"en\">%s</s:Text></s:Reason></s:Fault>";
        return xml(status, fault.formatted(code, reason));
    }

    private FullHttpResponse xml(HttpResponseStatus status, String content) {
        OnvifDialect dialect = camera.dialect();
        String envelope =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<s:Envelope xmlns:s=\""
                        + (dialect.soap11() ? SOAP_1_1 : SOAP_1_2)
                        + "\""
                        + (dialect.undeclared() ? "" : NAMESPACES)
                        + "><s:Body>"
                        + content
                        + "</s:Body></s:Envelope>";
        String type = dialect.soap11() ? "text/xml" : "application/soap+xml";
        return body(status, type + "; charset=utf-8", envelope.getBytes(StandardCharsets.UTF_8));
    }

    private static FullHttpResponse plain(HttpResponseStatus status) {
        return body(status, "text/plain", new byte[0]);
    }

    private static FullHttpResponse body(HttpResponseStatus status, String type, byte[] bytes) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(bytes));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}

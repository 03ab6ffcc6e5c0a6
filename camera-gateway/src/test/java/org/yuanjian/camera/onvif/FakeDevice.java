package org.yuanjian.camera.onvif;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A device over real HTTP that answers each operation as the test says, and keeps what it was
/// asked.
public final class FakeDevice implements AutoCloseable {
    static final String SOAP_1_1 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_1_2 = "http://www.w3.org/2003/05/soap-envelope";
    static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final HttpServer server;
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, Function<Asked, Answer>> answers = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Instant now = NOW;
    private Function<Asked, @Nullable Answer> guard = request -> null;

    /// A request as it came.
    ///
    /// @param operation local name of the body's element, or the path of a GET
    public record Asked(
            String operation, String method, String path, Map<String, String> fields, String body) {
        String field(String name) {
            return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        boolean hasToken() {
            return body.contains("UsernameToken");
        }

        boolean hasAuthorization() {
            return fields.containsKey("authorization");
        }

        /// Text of an element of the request; empty if there is none.
        public String value(String element) {
            Matcher found =
                    Pattern.compile("<(?:\\w+:)?" + element + "(?: [^>]*)?>([^<]*)<").matcher(body);
            return found.find() ? found.group(1) : "";
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Answer(int status, Map<String, String> fields, byte[] body) {
        static Answer of(int status, String body) {
            return new Answer(
                    status,
                    Map.of("Content-Type", "application/soap+xml"),
                    body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer body(String content) {
            return of(200, envelope(SOAP_1_2, content));
        }

        public static Answer fault(int status, String subcode, String reason) {
            return of(
                    status,
                    envelope(
                            SOAP_1_2,
                            "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>"
                                    + subcode
                                    + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text>"
                                    + reason
                                    + "</s:Text></s:Reason></s:Fault>"));
        }

        Answer with(String field, String value) {
            Map<String, String> more = new HashMap<>(fields);
            more.put(field, value);
            return new Answer(status, more, body);
        }
    }

    public FakeDevice() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        answer("GetSystemDateAndTime", time(NOW));
    }

    static String envelope(String namespace, String content) {
        return "<s:Envelope xmlns:s='"
                + namespace
                + "'><s:Body>"
                + content
                + "</s:Body></s:Envelope>";
    }

    static Answer time(Instant utc) {
        ZonedDateTime at = utc.atZone(ZoneOffset.UTC);
        return Answer.body(
                ("<r:GetSystemDateAndTimeResponse><r:SystemDateAndTime><t:UTCDateTime>"
                                + "<t:Time><t:Hour>%d</t:Hour><t:Minute>%d</t:Minute><t:Second>%d</t:Second></t:Time>"
                                + "<t:Date><t:Year>%d</t:Year><t:Month>%d</t:Month><t:Day>%d</t:Day></t:Date>"
                                + "</t:UTCDateTime></r:SystemDateAndTime></r:GetSystemDateAndTimeResponse>")
                        .formatted(
                                at.getHour(),
                                at.getMinute(),
                                at.getSecond(),
                                at.getYear(),
                                at.getMonthValue(),
                                at.getDayOfMonth()));
    }

    /// The answer of a device that has one service.
    static Answer service(String namespace, String address) {
        return services(Map.of(namespace, address));
    }

    /// @param addresses by the middle of the service's namespace, `ver10/media`
    public static Answer services(Map<String, String> addresses) {
        StringBuilder all = new StringBuilder("<r:GetServicesResponse>");
        addresses.forEach((namespace, address) ->
                all.append("<r:Service><r:Namespace>http://www.onvif.org/")
                        .append(namespace)
                        .append("/wsdl</r:Namespace><r:XAddr>")
                        .append(address)
                        .append("</r:XAddr></r:Service>"));
        return Answer.body(all + "</r:GetServicesResponse>");
    }

    public FakeDevice answer(String operation, Answer answer) {
        return answer(operation, request -> answer);
    }

    public FakeDevice answer(String operation, Function<Asked, Answer> answer) {
        answers.put(operation, answer);
        return this;
    }

    /// What comes before any answer: sign-in, for example.
    FakeDevice guard(Function<Asked, @Nullable Answer> before) {
        guard = before;
        return this;
    }

    /// The client's clock goes on.
    void pass(Duration time) {
        now = now.plus(time);
    }

    public List<Asked> asked() {
        return asked;
    }

    public List<String> operations() {
        return asked.stream().map(Asked::operation).toList();
    }

    /// Requests that carried credentials of any kind.
    long signedIn() {
        return asked.stream().filter(a -> a.hasToken() || a.hasAuthorization()).count();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    OnvifDevice client(String user, String password) {
        return client(DeviceTarget.at("127.0.0.1", port(), new OnvifCredentials(user, password)));
    }

    OnvifDevice client(DeviceTarget target) {
        return client().device(target);
    }

    OnvifDevice client(DeviceTarget target, OutboundRule rule) {
        return client(rule).device(target);
    }

    /// For any device on this machine.
    public OnvifClient client() {
        return client(address -> address.getAddress().isLoopbackAddress());
    }

    private OnvifClient client(OutboundRule rule) {
        return new OnvifClient(
                loops, NioSocketChannel.class, rule, OnvifSettings.DEFAULT, () -> now);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> fields = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            fields.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString();
            String operation = exchange.getRequestMethod().equals("GET") ? path : operation(body);
            Asked request = new Asked(operation, exchange.getRequestMethod(), path, fields, body);
            asked.add(request);
            Answer refusal = guard.apply(request);
            Answer answer =
                    refusal != null
                            ? refusal
                            : answers.getOrDefault(
                                            operation,
                                            unknown ->
                                                    Answer.fault(
                                                            400,
                                                            "ter:ActionNotSupported",
                                                            "no such operation"))
                                    .apply(request);
            answer.fields().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(
                    answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static String operation(String body) {
        Matcher found = Pattern.compile(":Body[^>]*>\\s*<(?:\\w+:)?(\\w+)").matcher(body);
        return found.find() ? found.group(1) : "";
    }

    @Override
    public void close() {
        server.stop(0);
        loops.shutdownGracefully();
    }
}

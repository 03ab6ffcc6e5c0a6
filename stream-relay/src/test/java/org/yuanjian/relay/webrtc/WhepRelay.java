package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.AccessUnitTaps;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.SettableClock;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.TestLoops;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;
import org.yuanjian.relay.http.ConsoleOrigin;
import org.yuanjian.relay.http.RelayHttpServer;
import org.yuanjian.relay.http.RelayHttpSettings;
import org.yuanjian.relay.transcode.TranscodeWorkers;
import org.yuanjian.relay.transcode.TranscodedStreams;

/// A relay with a WHEP endpoint on free ports of the loopback.
final class WhepRelay implements AutoCloseable {
    private static final String NODE = "test";
    private static final String SESSION = "s1";
    private static final TicketSigner SIGNER =
            new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]);

    final SettableClock clock = new SettableClock();
    final TicketGate gate = new TicketGate(SIGNER, NODE, clock, _ -> false);
    private final AtomicInteger tickets = new AtomicInteger();
    final EventLoopGroup loops = NettyTransport.best().group(2, "test");
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final WebRtcServer server;
    final InetSocketAddress media;
    final TranscodeWorkers workers = new TranscodeWorkers(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final StreamRelay relay;
    private final RelayHttpServer http;
    private final InetSocketAddress address;

    WhepRelay(StreamCatalog catalog, String origin) throws Exception {
        this(catalog, origin, settings(2));
    }

    WhepRelay(StreamCatalog catalog, String origin, WebRtcSettings settings) throws Exception {
        StreamRelay.Settings hub = new StreamRelay.Settings(Duration.ofMillis(50), 4 << 20);
        relay = new StreamRelay(catalog, loops, hub);
        if (catalog instanceof TranscodedStreams turned) {
            turned.takeFrom(new AccessUnitTaps(relay, loops));
        }
        server =
                new WebRtcServer(
                        settings, loops.next(), NettyTransport.best(), Clock.systemUTC(), meters);
        media = server.start();
        http =
                new RelayHttpServer(
                        new RelayHttpSettings(loopback(), new ConsoleOrigin(origin, 0)),
                        loops,
                        NettyTransport.best(),
                        List.of(new WhepEndpoint(server, relay, gate, workers)));
        address = http.start();
    }

    static WebRtcSettings settings(int joinSeconds) {
        return settings(joinSeconds, WebRtcSettings.DEFAULT_CONSENT_TIMEOUT);
    }

    static WebRtcSettings settings(int joinSeconds, Duration consent) {
        return new WebRtcSettings(
                loopback(),
                List.of(),
                100,
                Duration.ofSeconds(joinSeconds),
                WebRtcSettings.DEFAULT_HANDSHAKE_TIMEOUT,
                consent,
                Duration.ofMillis(1500),
                true);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + address.getPort() + path);
    }

    /// A fresh one of a person, for one view.
    String ticket(StreamId stream) {
        return ticket(stream, Action.LIVE);
    }

    String ticket(StreamId stream, Action action) {
        Instant expires = clock.instant().plusSeconds(60);
        return SIGNER.sign(
                new PlayTicket(
                        "t" + tickets.incrementAndGet(),
                        "inspector",
                        SESSION,
                        stream,
                        action,
                        "routine_tour",
                        expires,
                        NODE));
    }

    /// Revokes the session all were let in with.
    void revoke() {
        gate.revoke(Revocation.ofSession(SESSION));
    }

    HttpResponse<String> post(StreamId stream, String offer) throws Exception {
        return post(stream, offer, ticket(stream));
    }

    HttpResponse<String> post(StreamId stream, String offer, String ticket) throws Exception {
        return send(
                HttpRequest.newBuilder(address("/whep/" + stream))
                        .header("Content-Type", "application/sdp")
                        .header("Authorization", "Bearer " + ticket)
                        .POST(HttpRequest.BodyPublishers.ofString(offer)));
    }

    /// Opens a session that sends nothing yet.
    HttpResponse<String> postPaused(StreamId stream, String offer) throws Exception {
        return send(
                HttpRequest.newBuilder(address("/whep/" + stream + "?paused=true"))
                        .header("Content-Type", "application/sdp")
                        .header("Authorization", "Bearer " + ticket(stream))
                        .POST(HttpRequest.BodyPublishers.ofString(offer)));
    }

    void awaitNoSession() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!server.stats().get(20, TimeUnit.SECONDS).isEmpty()) {
            assertThat(System.nanoTime()).as("session still there").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        http.close();
        server.close();
        relay.close();
        TestLoops.shutDown(loops);
        workers.close();
    }
}

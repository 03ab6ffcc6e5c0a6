package org.yuanjian.relay.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.AccessUnitTaps;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.RelayMetrics;
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

/// A relay with a live endpoint on a free port of the loopback.
final class LiveRelay implements AutoCloseable {
    static final String ORIGIN = "http://console.example:8080";
    private static final String NODE = "test";
    private static final String SESSION = "s1";

    final EventLoopGroup loops = NettyTransport.best().group(2, "test");
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TicketSigner signer = new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]);
    final SettableClock clock = new SettableClock();
    final TicketGate gate = new TicketGate(signer, NODE, clock, _ -> false);
    private final AtomicInteger tickets = new AtomicInteger();
    private final RelayMetrics metrics;
    final TranscodeWorkers workers = new TranscodeWorkers(1);
    final StreamRelay relay;
    final AccessUnitTaps taps;
    private final RelayHttpServer server;
    private final InetSocketAddress address;

    /// @param origin of the pages that may call
    LiveRelay(StreamCatalog catalog, String origin) throws InterruptedException {
        relay =
                new StreamRelay(
                        catalog, loops, new StreamRelay.Settings(Duration.ofMillis(50), 4 << 20));
        metrics = new RelayMetrics(meters, relay, loops, System::nanoTime);
        relay.observe(metrics);
        taps = new AccessUnitTaps(relay, loops);
        workers.warmUp();
        ConsoleOrigin origins = new ConsoleOrigin(origin, 0);
        server =
                new RelayHttpServer(
                        new RelayHttpSettings(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                origins),
                        loops,
                        NettyTransport.best(),
                        List.of(new LiveEndpoint(gate, taps, workers)));
        address = server.start();
    }

    URI address(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + address.getPort() + path);
    }

    /// A fresh one of a person, for one view.
    String ticket(StreamId stream) {
        return ticket(stream, Action.LIVE);
    }

    String ticket(StreamId stream, Action action) {
        Instant expires = clock.instant().plusSeconds(60);
        return signer.sign(
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

    @Override
    public void close() {
        metrics.close();
        server.close();
        relay.close();
        TestLoops.shutDown(loops);
        workers.close();
    }
}

package org.yuanjian.relay.rtsp;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.TestLoops;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;
import org.yuanjian.relay.rtsp.client.DialBudget;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import org.yuanjian.relay.rtsp.client.RefusalLatch;
import org.yuanjian.relay.rtsp.client.RtspAccess;
import org.yuanjian.relay.rtsp.client.RtspAddress;
import org.yuanjian.relay.rtsp.client.RtspSource;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// A whole relay node on loopback: cameras on its left, an RTSP server on its right.
final class RelayFixture implements AutoCloseable {
    static final String NODE = "node-1";
    static final StreamId STREAM = new StreamId("44010305001310000001", "sub");
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final EventLoopGroup loops = NettyTransport.best().group(2, "test-media");
    private final Map<StreamId, RtspAccess> cameras = new ConcurrentHashMap<>();
    private final TicketSigner signer = new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]);
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    final TicketGate gate = new TicketGate(signer, NODE, now::get, revoked::contains);
    private final AtomicInteger tickets = new AtomicInteger();
    final StreamRelay relay;
    private final RtspServer server;
    private final InetSocketAddress address;

    RelayFixture(Duration releaseAfter) throws InterruptedException {
        NettyTransport sockets = NettyTransport.best();
        SourceEnvironment environment =
                new SourceEnvironment(
                        sockets,
                        PooledByteBufAllocator.DEFAULT,
                        new DialBudget(loops.next(), 1000, System::nanoTime),
                        camera -> true,
                        new Random(1),
                        Clock.systemUTC(),
                        System::nanoTime);
        StreamRelay.Settings settings = new StreamRelay.Settings(releaseAfter, 4 << 20);
        this.relay = new StreamRelay(new Catalog(environment), loops, settings);
        InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.server =
                new RtspServer(
                        loops,
                        sockets,
                        relay,
                        gate,
                        new RtspServer.Settings(bind, 512 * 1024, 1000));
        this.address = server.start();
    }

    private final class Catalog implements StreamCatalog {
        private final SourceEnvironment environment;

        Catalog(SourceEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Optional<StreamSource> open(StreamId id) {
            return Optional.ofNullable(cameras.get(id))
                    .map(_ ->
                            new RtspSource(
                                    id, () -> Optional.ofNullable(cameras.get(id)), environment));
        }

        @Override
        public List<StreamId> streams(String point) {
            return List.of(STREAM);
        }
    }

    /// A device that has refused nothing yet.
    private static final class OpenLatch implements RefusalLatch {
        private volatile Optional<String> words = Optional.empty();

        @Override
        public boolean isRefused() {
            return words.isPresent();
        }

        @Override
        public void refuse(String said) {
            words = Optional.of(said);
        }

        @Override
        public Optional<String> words() {
            return words;
        }
    }

    void camera(FakeCamera camera) {
        camera(STREAM, camera.address());
    }

    /// The camera of a stream, which has refused nothing yet.
    void camera(StreamId id, RtspAddress camera) {
        cameras.put(id, new RtspAccess(camera, new OpenLatch()));
    }

    boolean isRefused(StreamId id) {
        RtspAccess access = cameras.get(id);
        return access != null && access.latch().isRefused();
    }

    EventLoop loop() {
        return loops.next();
    }

    InetSocketAddress address() {
        return address;
    }

    int connections() {
        return server.connections();
    }

    /// A fresh one of a person, for one view.
    String ticket(StreamId stream) {
        return ticket("ticket-" + tickets.incrementAndGet(), stream, NOW.plusSeconds(60), NODE);
    }

    String ticket(String id, StreamId stream, Instant expires, String node) {
        return signer.sign(ticket(id, stream, Action.LIVE).expiring(expires, node));
    }

    /// One of another platform, for as many views as it likes.
    String platformTicket(String id) {
        return signer.sign(ticket(id, STREAM, Action.PLATFORM).expiring(NOW.plusSeconds(60), NODE));
    }

    private static Wish ticket(String id, StreamId stream, Action action) {
        return new Wish(id, stream, action);
    }

    private record Wish(String id, StreamId stream, Action action) {
        PlayTicket expiring(Instant expires, String node) {
            return new PlayTicket(
                    id, "inspector", "s1", stream, action, "routine_tour", expires, node);
        }
    }

    String uri(String query) {
        return "rtsp://127.0.0.1:" + address.getPort() + "/" + STREAM + query;
    }

    /// A player with a good ticket, connected.
    TestPlayer player() throws IOException {
        return new TestPlayer(address, uri("?ticket=" + ticket(STREAM)));
    }

    @Override
    public void close() {
        server.close();
        relay.close();
        TestLoops.shutDown(loops);
    }
}

package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.relay.NettyTransport;

/// What a source needs around it, with a clock that the test moves.
public final class SourceFixture implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    public static final StreamId STREAM = new StreamId("44010305001310000001", "sub");

    private final EventLoopGroup loops = NettyTransport.best().group(1, "test-source");
    private final AtomicLong shiftNanos = new AtomicLong();
    private final List<RtspSource> sources = new ArrayList<>();
    private final Latch latch = new Latch();
    private volatile Predicate<InetSocketAddress> isAllowed =
            address -> address.getAddress().isLoopbackAddress();

    /// A latch as a device registry would hold it.
    static final class Latch implements RefusalLatch {
        private final AtomicReference<Optional<String>> words =
                new AtomicReference<>(Optional.empty());

        @Override
        public boolean isRefused() {
            return words.get().isPresent();
        }

        @Override
        public void refuse(String said) {
            words.set(Optional.of(said));
        }

        @Override
        public Optional<String> words() {
            return words.get();
        }
    }

    public SourceEnvironment environment() {
        return new SourceEnvironment(
                NettyTransport.best(),
                PooledByteBufAllocator.DEFAULT,
                new DialBudget(loops.next(), 50, System::nanoTime),
                address -> isAllowed.test(address),
                new Random(1),
                () -> NOW,
                () -> System.nanoTime() + shiftNanos.get());
    }

    /// The camera's stream, and no other.
    public StreamCatalog catalog(FakeCamera camera) {
        return new StreamCatalog() {
            @Override
            public Optional<StreamSource> open(StreamId id) {
                RtspAccess way = new RtspAccess(camera.address(), latch);
                return id.equals(STREAM)
                        ? Optional.of(new RtspSource(id, () -> Optional.of(way), environment()))
                        : Optional.empty();
            }

            @Override
            public List<StreamId> streams(String point) {
                return List.of(STREAM);
            }
        };
    }

    Latch latch() {
        return latch;
    }

    EventLoop loop() {
        return loops.next();
    }

    void allow(Predicate<InetSocketAddress> allowed) {
        isAllowed = allowed;
    }

    void advance(long seconds) {
        shiftNanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    RtspSource start(RtspAddress address, RecordingReceiver receiver) {
        return start(() -> Optional.of(new RtspAccess(address, latch)), receiver);
    }

    RtspSource start(Supplier<Optional<RtspAccess>> ways, RecordingReceiver receiver) {
        RtspSource source = new RtspSource(STREAM, ways, environment());
        sources.add(source);
        source.start(loops.next(), receiver);
        return source;
    }

    @Override
    public void close() {
        sources.forEach(RtspSource::stop);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

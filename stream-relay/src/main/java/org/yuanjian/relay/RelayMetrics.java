package org.yuanjian.relay;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamId;

/// What a node and each of its streams tell a Micrometer registry. Meters of a stream go with its
/// hub.
///
/// Nothing is done per packet here: meters read the hub's own counts when they are asked.
public final class RelayMetrics implements HubObserver, AutoCloseable {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MeterRegistry registry;
    private final StreamRelay relay;
    private final LongSupplier nanoTime;
    private final Timer firstPicture;
    private final EventLoopLag lag;
    private final ConcurrentHashMap<StreamId, StreamMeters> streams = new ConcurrentHashMap<>();
    private final Map<HubCount, LongAdder> ofClosed = new LinkedHashMap<>();

    private record StreamMeters(StreamHub hub, List<Meter> meters) {}

    /// Registers the node's meters; the caller makes this the relay's observer.
    ///
    /// @param loops whose lag is watched
    public RelayMetrics(
            MeterRegistry registry,
            StreamRelay relay,
            EventLoopGroup loops,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.relay = relay;
        this.nanoTime = nanoTime;
        this.lag = new EventLoopLag(loops, nanoTime);
        this.firstPicture = firstPictureTimer(registry);
        node();
        memory("pooled", PooledByteBufAllocator.DEFAULT);
        memory("default", ByteBufAllocator.DEFAULT);
    }

    private static Timer firstPictureTimer(MeterRegistry registry) {
        return Timer.builder("yuanjian.relay.first.picture")
                .description("From a viewer's join to its first key frame")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        Duration.ofMillis(300),
                        Duration.ofMillis(600),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10))
                .register(registry);
    }

    private void node() {
        Gauge.builder("yuanjian.relay.streams", relay, each -> each.hubs().size())
                .register(registry);
        Gauge.builder("yuanjian.relay.viewers", () -> sum(hub -> hub.meter().viewers()))
                .register(registry);
        for (HubCount count : HubCount.ALL) {
            LongAdder closed = new LongAdder();
            ofClosed.put(count, closed);
            FunctionCounter.builder(
                            "yuanjian.relay." + count.meter(),
                            this,
                            _ -> closed.sum() + sum(count::of))
                    .tags(count.tags())
                    .baseUnit(count.unit())
                    .register(registry);
        }
        Gauge.builder("yuanjian.relay.loop.lag", lag, each -> each.worstNanos() / NANOS)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double sum(ToDoubleFunction<StreamHub> of) {
        return relay.hubs().stream().mapToDouble(of).sum();
    }

    private void memory(String name, ByteBufAllocator allocator) {
        if (allocator instanceof ByteBufAllocatorMetricProvider provider) {
            Gauge.builder(
                            "yuanjian.relay.direct.memory",
                            provider,
                            each -> each.metric().usedDirectMemory())
                    .tags("allocator", name)
                    .baseUnit("bytes")
                    .register(registry);
        }
    }

    @Override
    public void opened(StreamHub hub) {
        // A stream may open anew before its last hub has told that it closed.
        streams.compute(
                hub.id(),
                (_, before) -> {
                    drop(before);
                    return new StreamMeters(hub, meters(hub));
                });
    }

    @Override
    public void closed(StreamHub hub) {
        ofClosed.forEach((count, closed) -> closed.add(count.of(hub)));
        streams.computeIfPresent(
                hub.id(),
                (_, known) -> {
                    if (known.hub().equals(hub)) {
                        drop(known);
                        return null;
                    }
                    return known;
                });
    }

    private void drop(@Nullable StreamMeters known) {
        if (known != null) {
            known.meters().forEach(registry::remove);
        }
    }

    @Override
    public void firstPicture(long nanos) {
        firstPicture.record(nanos, TimeUnit.NANOSECONDS);
    }

    private List<Meter> meters(StreamHub hub) {
        HubMeter meter = hub.meter();
        Tags tags = tags(hub);
        RateMeter pictures = new RateMeter(meter::pictures, nanoTime);
        RateMeter bytes = new RateMeter(meter::bytes, nanoTime);
        List<Meter> meters =
                new ArrayList<>(
                        List.of(
                                gauge("frame.age", "seconds", tags, () -> frameAge(meter)),
                                gauge("frame.rate", "pictures", tags, pictures::perSecond),
                                gauge("bitrate", "bits", tags, () -> 8 * bytes.perSecond()),
                                gauge(
                                        "key.frame.interval",
                                        "seconds",
                                        tags,
                                        () -> seconds(meter.keyFrameIntervalNanos())),
                                gauge(
                                        "first.picture",
                                        "seconds",
                                        tags,
                                        () -> seconds(meter.lastFirstPictureNanos())),
                                gauge("viewers", "viewers", tags, meter::viewers)));
        for (HubCount count : HubCount.ALL) {
            meters.add(counter(count, hub));
        }
        return meters;
    }

    private double frameAge(HubMeter meter) {
        long last = meter.lastFrameNanos();
        return last == 0 ? Double.NaN : seconds(nanoTime.getAsLong() - last);
    }

    private static double seconds(long nanos) {
        return nanos / NANOS;
    }

    private Meter gauge(String name, String unit, Tags tags, Supplier<Number> value) {
        return Gauge.builder("yuanjian.stream." + name, value)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }

    private Meter counter(HubCount count, StreamHub hub) {
        return FunctionCounter.builder("yuanjian.stream." + count.meter(), hub, count::of)
                .baseUnit(count.unit())
                .tags(tags(hub).and(count.tags()))
                .register(registry);
    }

    private static Tags tags(StreamHub hub) {
        return Tags.of("point", hub.id().point(), "stream", hub.id().name());
    }

    /// Ends watching the event loops.
    @Override
    public void close() {
        lag.close();
    }
}

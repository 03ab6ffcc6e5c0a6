package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;

class RelayMetricsTest {
    private static final StreamId STREAM = new StreamId("p", "sub");

    private final EmbeddedChannel clockwork = new EmbeddedChannel();
    private final FakeSource source = new FakeSource();
    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StreamRelay relay =
            new StreamRelay(
                    new Catalog(),
                    clockwork.eventLoop(),
                    new StreamRelay.Settings(Duration.ZERO, 1000));
    private final RelayMetrics metrics =
            new RelayMetrics(registry, relay, clockwork.eventLoop(), nanos::get);

    RelayMetricsTest() {
        relay.observe(metrics);
    }

    private final class Catalog implements StreamCatalog {
        @Override
        public Optional<StreamSource> open(StreamId id) {
            return Optional.of(source);
        }

        @Override
        public List<StreamId> streams(String point) {
            return List.of(STREAM);
        }
    }

    @AfterEach
    void tearDown() {
        metrics.close();
        relay.close();
        clockwork.runPendingTasks();
        clockwork.finishAndReleaseAll();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private double counter(String name) {
        return registry.get(name).functionCounter().count();
    }

    private Subscription joined() {
        Subscription place = relay.join(STREAM, new RecordingWriter(clockwork.eventLoop()));
        clockwork.runPendingTasks();
        return place;
    }

    @Test
    void stream_playing_tellsItsCounts() {
        joined();
        source.receiver().onTracks(Bursts.TRACKS);
        source.burst(Bursts.key(1));
        source.burst(Bursts.plain(2));
        nanos.set(TimeUnit.SECONDS.toNanos(2));

        assertThat(gauge("yuanjian.stream.frame.age")).isEqualTo(1);
        assertThat(gauge("yuanjian.stream.frame.rate")).isEqualTo(1);
        assertThat(gauge("yuanjian.stream.bitrate")).isEqualTo(8 * 24);
        assertThat(gauge("yuanjian.stream.viewers")).isEqualTo(1);
        assertThat(counter("yuanjian.stream.received")).isEqualTo(48);
        assertThat(gauge("yuanjian.stream.first.picture")).isPositive();
        assertThat(gauge("yuanjian.relay.viewers")).isEqualTo(1);
        assertThat(registry.get("yuanjian.relay.first.picture").timer().count()).isEqualTo(1);
        assertThat(registry.get("yuanjian.stream.received").functionCounter().getId().getTags())
                .extracting(tag -> tag.getKey() + "=" + tag.getValue())
                .containsExactlyInAnyOrder("point=p", "stream=sub");
    }

    @Test
    void stream_onlySoundGoesOn_itsFrameGetsOlder() {
        joined();
        source.receiver().onTracks(Bursts.TRACKS);
        source.burst(Bursts.key(1));
        source.burst(Bursts.sound(1));
        nanos.set(TimeUnit.SECONDS.toNanos(9));

        assertThat(gauge("yuanjian.stream.frame.age")).isEqualTo(8);
    }

    @Test
    void stream_lost_countsAReconnectAndTheNodeKeepsIt() {
        Subscription place = joined();
        source.receiver().onLost(new StreamFault(StreamFault.Kind.ENDED, ""));
        assertThat(counter("yuanjian.stream.reconnects")).isEqualTo(1);

        place.leave();
        clockwork.runPendingTasks();
        clockwork.runScheduledPendingTasks();
        assertThat(registry.find("yuanjian.stream.reconnects").functionCounter()).isNull();
        assertThat(counter("yuanjian.relay.reconnects")).isEqualTo(1);
    }

    @Test
    void hub_closed_takesItsMetersAlongAndTheNodeKeepsTheBytes() {
        Subscription place = joined();
        source.burst(Bursts.key(1));
        place.leave();
        clockwork.runPendingTasks();
        clockwork.runScheduledPendingTasks();

        assertThat(relay.hubs()).isEmpty();
        assertThat(registry.find("yuanjian.stream.viewers").gauge()).isNull();
        assertThat(registry.find("yuanjian.stream.dropped").functionCounters()).isEmpty();
        assertThat(counter("yuanjian.relay.received")).isEqualTo(24);
    }

    @Test
    void hub_opensAnewBeforeTheOldOneClosed_keepsItsMeters() {
        joined();
        StreamHub hub = relay.hubs().iterator().next();
        metrics.opened(hub);
        StreamHub other =
                new StreamHub(
                        STREAM,
                        new FakeSource(),
                        clockwork.eventLoop(),
                        new StreamHub.Memory(
                                new StreamRelay.Settings(Duration.ZERO, 1000), new AtomicLong()),
                        HubObserver.NONE,
                        _ -> {});

        metrics.closed(other);

        assertThat(registry.find("yuanjian.stream.viewers").gauge()).isNotNull();
    }
}

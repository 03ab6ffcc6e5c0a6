package org.yuanjian.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Transport;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;

class CameraGatewayTest {
    private final List<Made> made = new ArrayList<>();

    private record Made(StreamId id, Supplier<Optional<StreamAccess>> way) implements StreamSource {
        StreamAccess access() {
            return way.get().orElseThrow();
        }

        String path() {
            return access().path();
        }

        @Override
        public void start(EventLoop loop, Receiver receiver) {}

        @Override
        public void stop() {}

        @Override
        public void requestKeyFrame() {}

        @Override
        public void hasten() {}
    }

    private static CameraAccess access(String code, String password, String subPath) {
        return new CameraAccess(
                code,
                "device",
                "127.0.1.1",
                554,
                "chief",
                password,
                "/main",
                subPath,
                Transport.TCP);
    }

    private CameraGateway gateway(CameraAccess access) {
        return new CameraGateway(
                Map.of(access.code(), access),
                new DeviceLocks(),
                new StreamBudgets(PointList.EMPTY),
                (id, way) -> {
                    Made source = new Made(id, way);
                    made.add(source);
                    return source;
                });
    }

    @Test
    void open_mainAndSub_giveSourcesOfTheirPathsWithOneLock() {
        CameraGateway gateway = gateway(access("p1", "secret", "/sub"));
        assertThat(gateway.open(new StreamId("p1", "main"))).isPresent();
        assertThat(gateway.open(new StreamId("p1", "sub"))).isPresent();
        assertThat(made).extracting(Made::path).containsExactly("/main", "/sub");
        made.getFirst().access().lock().refuse("401");
        assertThat(made.getLast().access().lock().isRefused()).isTrue();
    }

    @Test
    void open_unknownStream_isEmpty() {
        CameraGateway gateway = gateway(access("p1", "secret", ""));
        assertThat(gateway.open(new StreamId("p1", "sub"))).isEmpty();
        assertThat(gateway.open(new StreamId("p1", "third"))).isEmpty();
        assertThat(gateway.open(new StreamId("p2", "main"))).isEmpty();
    }

    @Test
    void streams_always_listTheBestPictureFirst() {
        assertThat(gateway(access("p1", "secret", "/sub")).streams("p1"))
                .containsExactly(new StreamId("p1", "main"), new StreamId("p1", "sub"));
        assertThat(gateway(access("p1", "secret", "")).streams("p1"))
                .containsExactly(new StreamId("p1", "main"));
        assertThat(gateway(access("p1", "secret", "")).streams("p2")).isEmpty();
    }

    @Test
    void update_sameAccess_keepsTheRefusal() {
        CameraGateway gateway = gateway(access("p1", "secret", "/sub"));
        gateway.lock("p1").orElseThrow().refuse("401");
        gateway.update(Map.of("p1", access("p1", "secret", "/sub")));
        assertThat(gateway.lock("p1").orElseThrow().words()).contains("401");
    }

    @Test
    void update_otherCredentials_beginsAnew() {
        CameraGateway gateway = gateway(access("p1", "secret", "/sub"));
        gateway.lock("p1").orElseThrow().refuse("401");
        gateway.update(Map.of("p1", access("p1", "other", "/sub")));
        assertThat(gateway.lock("p1").orElseThrow().isRefused()).isFalse();
    }

    @Test
    void update_otherCredentials_openSourceSeesThem() {
        CameraGateway gateway = gateway(access("p1", "secret", "/sub"));
        gateway.open(new StreamId("p1", "main"));
        made.getFirst().access().lock().refuse("401");

        assertThat(gateway.update(Map.of("p1", access("p1", "other", ""))))
                .containsExactly(new StreamId("p1", "main"), new StreamId("p1", "sub"));

        assertThat(made.getFirst().access().camera().password()).isEqualTo("other");
        assertThat(made.getFirst().access().lock().isRefused()).isFalse();
    }

    @Test
    void update_withoutThePoint_openSourceHasNoWay() {
        CameraGateway gateway = gateway(access("p1", "secret", "/sub"));
        gateway.open(new StreamId("p1", "main"));

        gateway.update(Map.of());

        assertThat(made.getFirst().way().get()).isEmpty();
    }

    @Test
    void update_otherPathOnly_keepsTheRefusal() {
        CameraGateway gateway = gateway(access("p1", "secret", "/sub"));
        gateway.lock("p1").orElseThrow().refuse("401");

        assertThat(gateway.update(Map.of("p1", access("p1", "secret", "/other")))).hasSize(2);

        assertThat(gateway.lock("p1").orElseThrow().isRefused()).isTrue();
    }

    @Test
    void lock_channelsOfOneRecorder_isOne() {
        CameraGateway gateway = gateway(access("p1", "secret", ""));
        CameraAccess channel1 = access("p1", "secret", "");
        CameraAccess channel2 = access("p2", "secret", "/sub");
        CameraAccess elsewhere =
                new CameraAccess(
                        "p3",
                        "other",
                        "127.0.1.2",
                        554,
                        "chief",
                        "secret",
                        "/m",
                        "",
                        Transport.TCP);
        gateway.update(Map.of("p1", channel1, "p2", channel2, "p3", elsewhere));

        gateway.lock("p2").orElseThrow().refuse("401");

        assertThat(gateway.lock("p1").orElseThrow().isRefused()).isTrue();
        assertThat(gateway.lock("p3").orElseThrow().isRefused()).isFalse();
    }

    @Test
    void refuse_twice_keepsTheFirstWords() {
        DeviceLock lock = new DeviceLock();
        lock.refuse("first");
        lock.refuse("second");
        assertThat(lock.words()).contains("first");
    }
}

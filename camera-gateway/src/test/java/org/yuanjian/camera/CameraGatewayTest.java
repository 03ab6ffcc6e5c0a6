package org.yuanjian.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yuanjian.camera.CameraAccess.Transport;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;

class CameraGatewayTest {
    private final List<Made> made = new ArrayList<>();

    private record Made(StreamId id, CameraAccess access, String path, DeviceLock lock)
            implements StreamSource {
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
                code, "127.0.1.1", 554, "chief", password, "/main", subPath, Transport.TCP);
    }

    private CameraGateway gateway(CameraAccess access) {
        return new CameraGateway(
                Map.of(access.code(), access),
                (id, with, path, lock) -> {
                    Made source = new Made(id, with, path, lock);
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
        made.getFirst().lock().refuse("401");
        assertThat(made.getLast().lock().isRefused()).isTrue();
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
    void refuse_twice_keepsTheFirstWords() {
        DeviceLock lock = new DeviceLock();
        lock.refuse("first");
        lock.refuse("second");
        assertThat(lock.words()).contains("first");
    }
}

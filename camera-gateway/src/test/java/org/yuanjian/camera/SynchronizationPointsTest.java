package org.yuanjian.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.onvif.FakeDevice;
import org.yuanjian.camera.onvif.FakeDevice.Answer;
import org.yuanjian.camera.onvif.FakeDevice.Asked;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import org.yuanjian.relay.rtsp.client.SourceFixture;

class SynchronizationPointsTest {
    private static final String KEY = CredentialVault.freshKey("k1");
    private static final StreamId MAIN = new StreamId("44023201021326000001", StreamId.MAIN);
    private static final StreamId SUB = new StreamId(MAIN.point(), StreamId.SUB);
    private static final StreamId PLAIN = new StreamId("44023201021326000002", StreamId.MAIN);
    private static final String REQUEST = "SetSynchronizationPoint";

    @TempDir Path folder;
    private final AtomicLong nanos = new AtomicLong();
    private final CredentialVault vault = new CredentialVault(() -> KEY);
    private final DeviceLocks locks = new DeviceLocks();
    private final FakeCamera camera = FakeCamera.start(_ -> {});
    private FakeDevice device;
    private SqlStore store;
    private PointRegistry registry;
    private SynchronizationPoints points;

    @BeforeEach
    void setUp() throws Exception {
        device =
                new FakeDevice()
                        .answer(
                                "GetProfiles",
                                Answer.body(
                                        "<r:GetProfilesResponse><r:Profiles token='t0'/><r:Profiles token='t1'/>"
                                                + "<r:Profiles token='t2'/></r:GetProfilesResponse>"))
                        .answer("GetStreamUri", SynchronizationPointsTest::address)
                        .answer(REQUEST, Answer.body("<r:SetSynchronizationPointResponse/>"));
        device.answer(
                "GetServices", FakeDevice.services(Map.of("ver10/media", device.url("/media"))));
        store = SqlStore.open(SqlSettings.sqlite(folder.resolve("test.db")));
        registry = new PointRegistry(store, vault, InstantSource.system());
        registry.takeRegions(
                Files.writeString(
                        folder.resolve("regions.csv"),
                        "code,name,parent,level\n440000,广东省,,province\n"));
        String rows =
                """
                code,name,place,site,site_kind,region,address,onvif_port,rtsp_port,user,password,main_path,sub_path
                %s,一,gate,甲所,office,440000,127.0.0.1,%d,%d,chief,secret,%s,/sub
                %s,二,gate,甲所,office,440000,127.0.0.2,,%d,chief,secret,%s,/sub
                """
                        .formatted(
                                MAIN.point(),
                                device.port(),
                                camera.port(),
                                FakeCamera.PATH,
                                PLAIN.point(),
                                camera.port(),
                                FakeCamera.PATH);
        assertThat(
                        registry.importPoints("list", rows.getBytes(StandardCharsets.UTF_8), false)
                                .problems())
                .isEmpty();
        points =
                new SynchronizationPoints(
                        new SynchronizationPoints.Surroundings(
                                registry, vault, locks, device.client(), nanos::get),
                        Runnable::run);
    }

    /// The second profile is the main stream, the third one the sub stream.
    private static Answer address(Asked asked) {
        String path =
                switch (asked.value("ProfileToken")) {
                    case "t1" -> FakeCamera.PATH.replace("&", "&amp;");
                    case "t2" -> "/sub";
                    default -> "/other";
                };
        return Answer.body(
                "<r:GetStreamUriResponse><r:MediaUri><t:Uri>rtsp://10.0.0.1"
                        + path
                        + "</t:Uri></r:MediaUri></r:GetStreamUriResponse>");
    }

    @AfterEach
    void close() {
        store.close();
        device.close();
        camera.close();
    }

    private List<String> tokens() {
        return device.asked().stream()
                .filter(asked -> asked.operation().equals(REQUEST))
                .map(asked -> asked.value("ProfileToken"))
                .toList();
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private DeviceLock lock() {
        String id =
                registry.list().devices().stream()
                        .filter(device -> device.onvifPort() > 0)
                        .map(Device::id)
                        .findFirst()
                        .orElseThrow();
        return locks.of(id, "chief", "secret");
    }

    @Test
    void requestKeyFrame_cameraOverlooksThePli_reachesTheDeviceWithItsProfile() throws Exception {
        EventLoopGroup loops = NettyTransport.best().group(1, "test-source");
        CountDownLatch asked = new CountDownLatch(1);
        device.answer(
                REQUEST,
                _ -> {
                    asked.countDown();
                    return Answer.body("<r:SetSynchronizationPointResponse/>");
                });
        points =
                new SynchronizationPoints(
                        new SynchronizationPoints.Surroundings(
                                registry, vault, locks, device.client(), nanos::get));
        try (SourceFixture fixture = new SourceFixture()) {
            CameraGateway gateway =
                    new CameraGateway(
                            RegisteredCameras.of(registry.list(), vault),
                            locks,
                            new StreamBudgets(registry.list()),
                            new RtspSources(fixture.environment(), points::request));
            StreamSource source = gateway.open(MAIN).orElseThrow();
            CountDownLatch playing = new CountDownLatch(1);
            source.start(loops.next(), new Viewer(playing));
            assertThat(playing.await(20, TimeUnit.SECONDS)).isTrue();
            camera.script().sendsKeyFrames = false;

            source.requestKeyFrame();

            assertThat(camera.awaitKeyFrameRequest()).isEqualTo(0x11111111L);
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(tokens()).containsExactly("t1");
            source.stop();
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    private record Viewer(CountDownLatch playing) implements StreamSource.Receiver {
        @Override
        public void onTracks(List<TrackFormat> tracks) {}

        @Override
        public void onBurst(RtpBurst burst) {
            playing.countDown();
        }

        @Override
        public void onLost(StreamFault fault) {}
    }

    @Test
    void request_ofPlainRtsp_asksNobody() {
        points.request(PLAIN);
        points.request(new StreamId("44023201021326000009", StreamId.MAIN));

        assertThat(device.asked()).isEmpty();
    }

    @Test
    void request_again_waitsTwoSecondsAndLooksNothingUp() {
        points.request(SUB);
        points.request(SUB);
        points.request(MAIN);
        assertThat(tokens()).containsExactly("t2", "t1");
        int lookUps = device.asked().size();

        pass(2);
        points.request(SUB);

        assertThat(tokens()).containsExactly("t2", "t1", "t2");
        assertThat(device.asked()).hasSize(lookUps + 1);
    }

    @Test
    void request_whileOneIsUnderWay_isNotSent() {
        device.answer(
                REQUEST,
                _ -> {
                    pass(3);
                    points.request(SUB);
                    return Answer.body("<r:SetSynchronizationPointResponse/>");
                });
        points.request(SUB);

        assertThat(tokens()).containsExactly("t2");
    }

    @Test
    void request_accountRefused_closesTheLockAndIsTheLast() {
        device.answer("GetServices", Answer.fault(400, "ter:NotAuthorized", "no"));
        points.request(SUB);
        assertThat(lock().isRefused()).isTrue();
        int asked = device.asked().size();

        pass(3);
        points.request(SUB);
        points.request(MAIN);

        assertThat(device.asked()).hasSize(asked);
    }

    @Test
    void request_accountRefusedLater_closesTheLock() {
        points.request(SUB);
        device.answer(REQUEST, Answer.fault(400, "ter:NotAuthorized", "no"));
        pass(3);
        points.request(SUB);

        assertThat(lock().isRefused()).isTrue();
    }

    /// The account may look and nothing else.
    @Test
    void request_accountMayNotAsk_isNeverRepeatedAndStreamsGoOn() {
        device.answer(REQUEST, Answer.fault(400, "ter:NotAuthorized", "no"));
        points.request(SUB);
        int asked = device.asked().size();
        pass(3);
        points.request(SUB);

        assertThat(lock().isRefused()).isFalse();
        assertThat(tokens()).isNotEmpty();
        assertThat(device.asked()).hasSize(asked);
    }

    @Test
    void request_deviceKnowsNoSuchThing_isNotRepeated() {
        device.answer(REQUEST, Answer.fault(400, "ter:ActionNotSupported", "no such operation"));
        points.request(SUB);
        pass(3);
        points.request(SUB);

        assertThat(tokens()).containsExactly("t2");
        assertThat(lock().isRefused()).isFalse();
    }
}

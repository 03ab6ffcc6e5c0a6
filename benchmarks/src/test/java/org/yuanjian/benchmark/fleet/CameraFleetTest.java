package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.benchmark.fleet.media.FrameStamp;
import org.yuanjian.camera.onvif.DeviceTarget;
import org.yuanjian.camera.onvif.MediaService;
import org.yuanjian.camera.onvif.OnvifClient;
import org.yuanjian.camera.onvif.OnvifCredentials;
import org.yuanjian.camera.onvif.OnvifSettings;
import org.yuanjian.media.rtp.RtpPacket;
import org.yuanjian.relay.NettyTransport;

class CameraFleetTest {
    /// Basic, interleaved, begins with a key frame, no sound.
    private static final int CAMERA = 2;

    @TempDir static Path folder;

    private static CameraFleet fleet;
    private static FleetOrders orders;

    @BeforeAll
    static void start() throws IOException {
        fleet = TestFleet.start(folder);
        orders = new FleetOrders(fleet);
    }

    @AfterAll
    static void stop() {
        orders.close();
        fleet.close();
    }

    private static RtspPull dial() throws IOException {
        return new RtspPull(fleet.cameras().get(CAMERA - 1), fleet.rtspPort(), true);
    }

    @Test
    void start_list_holdsEveryCameraForItsOwnerOnly() throws IOException {
        Path list = folder.resolve("cameras.csv");
        assertThat(Files.readAllLines(list)).hasSize(31);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
                .isEqualTo("rw-------");
    }

    @Test
    void start_shortList_playsItsRowsOnly() throws IOException {
        Path data = Files.createDirectories(folder.resolve("three"));
        FleetSettings settings = FleetSettings.of(folder.resolve("points.csv"), 3, data);
        try (CameraFleet three = CameraFleet.start(settings)) {
            assertThat(three.cameras()).hasSize(3);
            assertThat(Files.readAllLines(data.resolve("cameras.csv"))).hasSize(4);
        }
    }

    @Test
    void play_keyFrameCamera_sendsStampedPicturesInOrder() throws IOException {
        try (RtspPull pull = dial().play()) {
            List<FrameStamp> stamps = pull.stamps(5);
            assertThat(stamps).allMatch(stamp -> stamp.sub() && stamp.camera() == CAMERA);
            assertThat(stamps.stream().map(FrameStamp::picture))
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(stamps.getFirst().sentNanos()).isLessThanOrEqualTo(System.nanoTime());
        }
    }

    @Test
    void play_keyFrameRequested_beginsTheGopAnew() throws Exception {
        try (RtspPull pull = dial().play()) {
            pull.stamps(3);
            pull.requestKeyFrame();
            assertThat(picturesToKeyFrame(pull)).isLessThan(15);
        }
        assertThat(fleet.counters().keyFrameRequests.sum()).isPositive();
    }

    private static int picturesToKeyFrame(RtspPull pull) throws Exception {
        int pictures = 0;
        for (RtpPacket packet = pull.packet(RtspPull.VIDEO);
                (packet.payloadByte(0) & 0x1F) != 7;
                packet = pull.packet(RtspPull.VIDEO)) {
            pictures += packet.marker() ? 1 : 0;
        }
        return pictures;
    }

    @Test
    void play_synchronizationPointSetByOnvif_beginsTheGopAnew() throws Exception {
        NettyTransport sockets = NettyTransport.best();
        EventLoopGroup loops = sockets.group(1, "onvif-test");
        SimulatedCamera camera = fleet.cameras().get(CAMERA - 1);
        CameraCredentials login = camera.listedCredentials();
        try (RtspPull pull = dial().play()) {
            MediaService media =
                    new OnvifClient(
                                    loops,
                                    sockets.socket(),
                                    address -> address.getAddress().isLoopbackAddress(),
                                    OnvifSettings.DEFAULT,
                                    InstantSource.system())
                            .device(
                                    DeviceTarget.at(
                                            camera.address(),
                                            fleet.onvifPort(),
                                            new OnvifCredentials(login.user(), login.password())))
                            .media();
            pull.stamps(3);
            long before = camera.keyFrameRequests.sum();
            media.requestKeyFrame("main");
            media.requestKeyFrame("sub");
            assertThat(picturesToKeyFrame(pull)).isLessThan(15);
            assertThat(camera.keyFrameRequests.sum()).isEqualTo(before + 1);
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    @Test
    void control_wrongOrders_areAnswered() throws Exception {
        assertThat(orders.send("POST", "/faults", "{\"fault\":\"none\"}").statusCode())
                .isEqualTo(400);
        assertThat(orders.send("POST", "/faults", "{").statusCode()).isEqualTo(400);
        assertThat(orders.send("GET", "/cameras/99", "").statusCode()).isEqualTo(404);
        assertThat(orders.send("GET", "/cameras/x", "").statusCode()).isEqualTo(400);
        assertThat(orders.send("GET", "/cameras/2", "").body()).contains("\"login\":\"basic\"");
        assertThat(orders.send("GET", "/stats", "").body()).contains("\"cameras\":30");
    }
}

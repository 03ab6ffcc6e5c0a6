package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.benchmark.fleet.onvif.OnvifDialect;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.onvif.AddressPolicy;
import org.yuanjian.camera.onvif.OnvifClient;
import org.yuanjian.camera.onvif.OnvifSettings;
import org.yuanjian.camera.onvif.OutboundRule;
import org.yuanjian.camera.onvif.SignIn;
import org.yuanjian.camera.registration.DeviceProbe;
import org.yuanjian.camera.registration.KeyFrameProbe;
import org.yuanjian.camera.registration.ProbeReport;
import org.yuanjian.camera.registration.ProbeStep;
import org.yuanjian.camera.registration.ProbeStep.Name;
import org.yuanjian.camera.registration.ProbeStep.Problem;
import org.yuanjian.camera.registration.ProbeTarget;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.rtsp.client.DialBudget;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// Cameras of all makers, looked at from their address and credentials alone.
class FleetProbeIT {
    /// One of each dialect, and some whose login by HTTP differs.
    static final List<Integer> CAMERAS = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 14, 16, 20, 22, 26);

    @TempDir static Path folder;

    private static CameraFleet fleet;
    private static FleetOrders orders;
    private static EventLoopGroup loops;
    private static DeviceProbe probe;

    @BeforeAll
    static void start() throws IOException {
        fleet = TestFleet.start(folder);
        fleet.prepare().join();
        orders = new FleetOrders(fleet);
        NettyTransport sockets = NettyTransport.best();
        loops = sockets.group(1, "probe-test");
        OutboundRule loopback = address -> address.getAddress().isLoopbackAddress();
        OnvifClient onvif =
                new OnvifClient(
                        loops,
                        sockets.socket(),
                        loopback,
                        OnvifSettings.DEFAULT,
                        InstantSource.system());
        SourceEnvironment environment =
                new SourceEnvironment(
                        sockets,
                        PooledByteBufAllocator.DEFAULT,
                        new DialBudget(loops.next(), 50, System::nanoTime),
                        loopback::allows,
                        new Random(1),
                        InstantSource.system(),
                        System::nanoTime);
        probe =
                new DeviceProbe(
                        onvif, new KeyFrameProbe(loops, environment, Duration.ofSeconds(20)));
    }

    @AfterAll
    static void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        orders.close();
        fleet.close();
    }

    private static ProbeReport probe(int number, DeviceLock lock) {
        SimulatedCamera camera = fleet.cameras().get(number - 1);
        CameraCredentials login = camera.listedCredentials();
        return probe.probe(
                new ProbeTarget(
                        camera.address(),
                        fleet.onvifPort(),
                        login.user(),
                        login.password(),
                        AddressPolicy.REWRITE_HOST),
                lock);
    }

    @ParameterizedTest
    @FieldSource("CAMERAS")
    void everyMaker_isUsable(int number) {
        ProbeReport report = probe(number, new DeviceLock());

        assertThat(report.steps()).as("steps").allMatch(ProbeStep::ok);
        assertThat(report.isUsable()).isTrue();
        OnvifDialect dialect = OnvifDialect.of(number);
        assertThat(report.device().orElseThrow().manufacturer()).isEqualTo(dialect.maker());
        assertThat(report.clock().orElseThrow().offset())
                .isCloseTo(dialect.clockAhead(), Duration.ofSeconds(2));
        boolean isHttp = dialect.signIn() == OnvifDialect.SignIn.HTTP;
        assertThat(report.auth()).isEqualTo(isHttp ? SignIn.HTTP : SignIn.TOKEN);
        assertThat(report.profiles())
                .extracting(profile -> profile.profile().width())
                .containsExactly(1280, 640);
        assertThat(report.steps().getLast().name())
                .isEqualTo(dialect.snapshot() ? Name.SNAPSHOT : Name.KEY_FRAME);
    }

    @Test
    void makers_areAllAmongThem() {
        assertThat(CAMERAS.stream().map(OnvifDialect::of).distinct()).hasSize(8);
    }

    @Test
    void h265_isToldWhereMedia2SaysSo() {
        assertThat(probe(4, new DeviceLock()).profiles())
                .extracting(profile -> profile.profile().codec())
                .containsExactly("H265", "H264");
    }

    @Test
    void wrongPassword_saidAndNeverTriedAgain() throws Exception {
        DeviceLock lock = new DeviceLock();
        orders.begin("password", 2);
        try {
            ProbeReport report = probe(2, lock);
            assertThat(report.failure().orElseThrow())
                    .returns(Name.SIGN_IN, ProbeStep::name)
                    .returns(Problem.REFUSED, ProbeStep::problem)
                    .returns("Sender not authorized", ProbeStep::detail);
        } finally {
            orders.mend();
        }
        ProbeReport again = probe(2, lock);

        assertThat(lock.isRefused()).isTrue();
        assertThat(again.failure().orElseThrow().problem()).isEqualTo(Problem.REFUSED);
    }

    @Test
    void refusing_isUnreachable() throws Exception {
        orders.begin("refuse", 3);
        try {
            assertThat(probe(3, new DeviceLock()).steps())
                    .singleElement()
                    .returns(Name.REACH, ProbeStep::name)
                    .returns(Problem.UNREACHABLE, ProbeStep::problem);
        } finally {
            orders.mend();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local_clock",
                "loopback_address",
                "private_address",
                "wrong_port",
                "no_services",
                "half_media2",
                "old_soap",
                "tokens_only",
                "undeclared_prefixes",
                "no_snapshots"
            })
    void oddity_switchedOn_isCopedWith(String fault) throws Exception {
        orders.begin(fault, 1);
        try {
            ProbeReport report = probe(1, new DeviceLock());
            assertThat(report.isUsable()).as("%s", report.steps()).isTrue();
            assertThat(report.profiles()).hasSize(2);
        } finally {
            orders.mend();
        }
    }

    @Test
    void emptyAnswers_areNoDevice() throws Exception {
        orders.begin("empty_answers", 1);
        try {
            assertThat(probe(1, new DeviceLock()).failure().orElseThrow().problem())
                    .isEqualTo(Problem.NO_VIDEO);
        } finally {
            orders.mend();
        }
    }
}

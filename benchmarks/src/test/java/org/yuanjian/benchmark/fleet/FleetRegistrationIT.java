package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.benchmark.fleet.onvif.OnvifDialect;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.onvif.OnvifClient;
import org.yuanjian.camera.onvif.OnvifSettings;
import org.yuanjian.camera.onvif.OutboundRule;
import org.yuanjian.camera.registration.DeviceProbe;
import org.yuanjian.camera.registration.DeviceRegistrar;
import org.yuanjian.camera.registration.KeyFrameProbe;
import org.yuanjian.camera.registration.ProbeStep.Problem;
import org.yuanjian.camera.registration.RegistrationOutcome;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint.Channel;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.rtsp.client.DialBudget;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// Cameras and a recorder with 64 channels, registered from a list of addresses and credentials.
class FleetRegistrationIT {
    private static final int RECORDER = 1001;
    private static final String KEY = CredentialVault.freshKey("k1");

    @TempDir static Path folder;

    private static CameraFleet fleet;
    private static FleetOrders orders;
    private static EventLoopGroup loops;
    private static SqlStore sql;
    private static PointRegistry registry;
    private static DeviceRegistrar registrar;

    @BeforeAll
    static void start() throws Exception {
        fleet = TestFleet.start(folder, RECORDER + Recorder.CHANNELS - 1);
        fleet.prepare().join();
        orders = new FleetOrders(fleet);
        orders.begin("password", 9);
        orders.begin("refuse", 10);
        sql = SqlStore.open(SqlSettings.sqlite(folder.resolve("test.db")));
        CredentialVault vault = new CredentialVault(() -> KEY);
        registry = new PointRegistry(sql, vault, InstantSource.system());
        registry.takeRegions(
                Files.writeString(
                        folder.resolve("regions.csv"),
                        """
                        code,name,parent,level
                        440000,广东省,,province
                        440100,广州市,440000,city
                        440103,荔湾区,440100,county
                        """));
        loops = NettyTransport.best().group(1, "registration-test");
        registrar =
                new DeviceRegistrar(
                        new DeviceRegistrar.Surroundings(
                                registry, vault, new DeviceLocks(), sql, InstantSource.system()),
                        probe());
        take("points.csv");
        take("devices.csv");
        registrar.start();
        awaitIdle();
    }

    private static DeviceProbe probe() {
        NettyTransport sockets = NettyTransport.best();
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
        return new DeviceProbe(
                onvif, new KeyFrameProbe(loops, environment, Duration.ofSeconds(20)));
    }

    /// The rows of the cameras that matter here.
    private static void take(String list) throws Exception {
        List<String> lines = Files.readAllLines(folder.resolve(list));
        String some =
                Stream.concat(
                                Stream.of(lines.getFirst()),
                                numbers().mapToObj(number -> lines.get(number)))
                        .collect(Collectors.joining("\n"));
        var plan = registry.importPoints(list, some.getBytes(StandardCharsets.UTF_8), false);
        assertThat(plan.problems()).isEmpty();
    }

    private static IntStream numbers() {
        return IntStream.concat(
                IntStream.rangeClosed(1, 10),
                IntStream.range(RECORDER, RECORDER + Recorder.CHANNELS));
    }

    @AfterAll
    static void stop() {
        registrar.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        sql.close();
        orders.close();
        fleet.close();
    }

    /// Paced by what the fleet answers.
    private static void awaitIdle() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (registrar.waiting() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            orders.send("GET", "/stats", "");
        }
    }

    private static Channel channel(SimulatedCamera camera) {
        return registry.list().point(camera.point().code()).orElseThrow().feed().orElseThrow();
    }

    private static Device device(SimulatedCamera camera) {
        return registry.list().device(channel(camera).device()).orElseThrow();
    }

    private static Problem problem(int number) {
        String id = device(fleet.cameras().get(number - 1)).id();
        return registrar.outcomes().stream()
                .filter(outcome -> outcome.device().equals(id))
                .map(RegistrationOutcome::problem)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void camerasOfAllMakers_areRegisteredWithTheirPaths() {
        for (SimulatedCamera camera : fleet.cameras().subList(0, 8)) {
            assertThat(problem(camera.number())).as("%d", camera.number()).isEqualTo(Problem.NONE);
            assertThat(channel(camera))
                    .returns(camera.path(false), Channel::mainPath)
                    .returns(camera.path(true), Channel::subPath);
            assertThat(device(camera).rtspPort()).isEqualTo(fleet.rtspPort());
            assertThat(device(camera).inventory().manufacturer())
                    .isEqualTo(OnvifDialect.of(camera.number()).maker());
        }
    }

    @Test
    void recorder_isOneDeviceWhoseChannelsAreToldApart() {
        List<SimulatedCamera> channels =
                fleet.cameras().subList(RECORDER - 1, RECORDER + Recorder.CHANNELS - 1);
        assertThat(channels.stream().map(camera -> device(camera).id()).distinct()).hasSize(1);
        for (SimulatedCamera camera : channels) {
            assertThat(channel(camera).mainPath()).isEqualTo(camera.path(false));
        }
        assertThat(problem(RECORDER)).isEqualTo(Problem.NONE);
    }

    @Test
    void whatCannotBe_isSaidAndOnlyARefusalIsLeftAlone() throws Exception {
        assertThat(problem(9)).isEqualTo(Problem.REFUSED);
        assertThat(problem(10)).isEqualTo(Problem.UNREACHABLE);
        assertThat(channel(fleet.cameras().get(8)).mainPath()).isEmpty();
        orders.mend();
        assertThat(registrar.waiting()).isZero();

        assertThat(registrar.again(device(fleet.cameras().get(8)).id())).isTrue();
        awaitIdle();
        assertThat(problem(9)).isEqualTo(Problem.NONE);
        assertThat(registrar.again("none")).isFalse();
    }
}

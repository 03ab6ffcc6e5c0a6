package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.channel.EventLoopGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.benchmark.fleet.scene.Look;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.onvif.OnvifClient;
import org.yuanjian.camera.onvif.OnvifSettings;
import org.yuanjian.camera.onvif.PtzPreset;
import org.yuanjian.camera.onvif.PtzVector;
import org.yuanjian.camera.ptz.PtzCommand;
import org.yuanjian.camera.ptz.PtzController;
import org.yuanjian.camera.ptz.PtzException;
import org.yuanjian.camera.ptz.PtzOperator;
import org.yuanjian.camera.ptz.PtzSettings;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.relay.NettyTransport;

/// Cameras of two makers that can be moved, one of which goes on moving until it is told to stop.
class FleetPtzIT {
    private static final Instant ALWAYS = Instant.parse("9999-12-31T00:00:00Z");
    private static final int OBEYS = 1;
    private static final int GOES_ON = 5;
    private static final int FIXED = 2;
    private static final PtzOperator ANNA = new PtzOperator("anna", 1, "routine_tour");
    private static final PtzOperator BEN = new PtzOperator("ben", 1, "routine_tour");
    private static final PtzOperator CHIEF = new PtzOperator("chief", 2, "routine_tour");
    private static final PtzVector RIGHT = new PtzVector(1, 0, 0);
    private static final String KEY = CredentialVault.freshKey("k1");

    @TempDir static Path folder;

    private static final AtomicReference<Duration> PASSED = new AtomicReference<>(Duration.ZERO);
    private static CameraFleet fleet;
    private static EventLoopGroup loops;
    private static SqlStore sql;
    private static PtzController cameras;

    @BeforeAll
    static void start() throws Exception {
        StringBuilder points = new StringBuilder("code,name,place,site,site_kind,region\n");
        for (int i = 1; i <= 8; i++) {
            points.append("4401030102132600%04d,大门%d,gate,司法所,office,440103\n".formatted(i, i));
        }
        Path list = Files.writeString(folder.resolve("points.csv"), points);
        fleet =
                CameraFleet.start(
                        FleetSettings.of(list, 8, folder)
                                .withLoops(folder.resolve("loops"), Duration.ofSeconds(2)));
        sql = SqlStore.open(SqlSettings.sqlite(folder.resolve("test.db")));
        CredentialVault vault = new CredentialVault(() -> KEY);
        PointRegistry registry = new PointRegistry(sql, vault, InstantSource.system());
        registry.takeRegions(
                Files.writeString(
                        folder.resolve("regions.csv"),
                        """
                        code,name,parent,level
                        440000,广东省,,province
                        440100,广州市,440000,city
                        440103,荔湾区,440100,county
                        """));
        registry.takePoints("points", list);
        registry.takePoints("cameras", folder.resolve("cameras.csv"));
        NettyTransport sockets = NettyTransport.best();
        loops = sockets.group(1, "ptz-test");
        OnvifClient onvif =
                new OnvifClient(
                        loops,
                        sockets.socket(),
                        address -> address.getAddress().isLoopbackAddress(),
                        OnvifSettings.DEFAULT,
                        InstantSource.system());
        InstantSource clock = () -> Instant.EPOCH.plus(PASSED.get());
        cameras =
                new PtzController(
                        PtzSettings.USUAL,
                        new PtzController.Surroundings(
                                registry, vault, new DeviceLocks(), sql, onvif, clock));
        cameras.start();
    }

    @AfterAll
    static void stop() {
        cameras.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        sql.close();
        fleet.close();
    }

    /// Whoever held a camera holds it no longer.
    @BeforeEach
    void letGo() {
        PASSED.updateAndGet(passed -> passed.plusSeconds(31));
    }

    private static SimulatedCamera camera(int number) {
        return fleet.cameras().get(number - 1);
    }

    private static String code(int number) {
        return camera(number).point().code();
    }

    private static PtzHead head(int number) {
        return camera(number).head().orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static PtzException.Kind refused(PtzCall call) {
        return catchThrowableOfType(PtzException.class, call::make).kind();
    }

    private interface PtzCall {
        void make() throws PtzException;
    }

    @Test
    void move_notAskedForAgain_stopsByItselfThoughTheDeviceWouldNot() throws Exception {
        for (int number : List.of(OBEYS, GOES_ON)) {
            cameras.move(code(number), ANNA, RIGHT);
            assertThat(head(number).isMoving()).isTrue();
            await(() -> !head(number).isMoving());
            cameras.home(code(number), ANNA);
        }
    }

    @Test
    void stop_always_standsStillWhenItReturns() throws Exception {
        for (int number : List.of(OBEYS, GOES_ON)) {
            cameras.move(code(number), ANNA, RIGHT);
            cameras.stop(code(number), ANNA);
            assertThat(head(number).isMoving()).isFalse();
            cameras.home(code(number), ANNA);
        }
    }

    @Test
    void presets_goKeepRemove_changeTheView() throws Exception {
        String code = code(OBEYS);
        List<PtzPreset> presets = cameras.status(code).presets();
        assertThat(presets).extracting(PtzPreset::name).containsExactly("全景", "左侧", "右侧", "近景");
        cameras.goTo(code, ANNA, presets.get(1).token());
        assertThat(camera(OBEYS).loopKey(true).look()).isEqualTo(Look.VIEW_LEFT);
        PtzPreset kept = cameras.keep(code, ANNA, "左<侧&2");
        assertThat(cameras.status(code).presets()).contains(kept);
        cameras.goTo(code, ANNA, presets.get(3).token());
        assertThat(head(OBEYS).view()).isEqualTo(Look.VIEW_NEAR);
        cameras.remove(code, ANNA, kept.token());
        assertThat(cameras.status(code).presets()).hasSize(4);
        cameras.home(code, ANNA);
        assertThat(head(OBEYS).view()).isEqualTo(Look.CLEAR);
        assertThat(refused(() -> cameras.goTo(code, ANNA, "none")))
                .isIn(PtzException.Kind.FAULT, PtzException.Kind.NOT_SUPPORTED);
    }

    @Test
    void move_heldByAnother_isRefusedUnlessOneIsMoreImportant() throws Exception {
        String code = code(OBEYS);
        cameras.move(code, ANNA, RIGHT);
        assertThat(refused(() -> cameras.move(code, BEN, RIGHT))).isEqualTo(PtzException.Kind.HELD);
        assertThat(cameras.status(code).holder()).isEqualTo("anna");
        cameras.stop(code, CHIEF);
        assertThat(cameras.status(code).holder()).isEqualTo("chief");
        cameras.home(code, CHIEF);
    }

    @Test
    void idle_cameraLeftAside_returnsHome() throws Exception {
        cameras.goTo(code(OBEYS), ANNA, "preset_3");
        assertThat(head(OBEYS).view()).isEqualTo(Look.VIEW_RIGHT);
        PASSED.updateAndGet(passed -> passed.plusMinutes(3));
        await(() -> head(OBEYS).view() == Look.CLEAR);
    }

    @Test
    void commands_always_areKeptWithPersonAndReason() throws Exception {
        cameras.move(code(GOES_ON), ANNA, RIGHT);
        cameras.stop(code(GOES_ON), ANNA);
        await(() ->
                cameras.commands(code(GOES_ON), ALWAYS, 20).stream()
                        .anyMatch(command -> command.action().equals("stop")));
        assertThat(cameras.commands(code(GOES_ON), ALWAYS, 20))
                .allMatch(command ->
                        command.person().equals("anna")
                                && command.reason().equals("routine_tour")
                                && command.result().equals("ok"))
                .extracting(PtzCommand::action)
                .contains("move", "stop");
        cameras.home(code(GOES_ON), ANNA);
    }

    @Test
    void move_fixedCameraOrNone_saysSo() {
        assertThat(refused(() -> cameras.move(code(FIXED), ANNA, RIGHT)))
                .isEqualTo(PtzException.Kind.NOT_SUPPORTED);
        assertThat(refused(() -> cameras.status("44010301021326009999")))
                .isEqualTo(PtzException.Kind.UNKNOWN);
    }
}

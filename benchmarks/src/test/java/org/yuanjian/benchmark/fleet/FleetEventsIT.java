package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.camera.onvif.AddressPolicy;
import org.yuanjian.camera.onvif.DeviceTarget;
import org.yuanjian.camera.onvif.DiscoveredDevice;
import org.yuanjian.camera.onvif.OnvifClient;
import org.yuanjian.camera.onvif.OnvifCredentials;
import org.yuanjian.camera.onvif.OnvifDevice;
import org.yuanjian.camera.onvif.OnvifDiscovery;
import org.yuanjian.camera.onvif.OnvifEvent;
import org.yuanjian.camera.onvif.OnvifException;
import org.yuanjian.camera.onvif.OnvifSettings;
import org.yuanjian.camera.onvif.PullPoint;
import org.yuanjian.relay.NettyTransport;

/// What cameras of all makers notice, and that they are found.
class FleetEventsIT {
    @TempDir static Path folder;

    private static CameraFleet fleet;
    private static FleetOrders orders;
    private static EventLoopGroup loops;
    private static OnvifClient client;
    private static int discoveryPort;

    @BeforeAll
    static void start() throws IOException {
        discoveryPort = freePort();
        fleet =
                CameraFleet.start(
                        FleetSettings.of(TestFleet.points(folder), 16, folder)
                                .withLoops(folder.resolve("loops"), Duration.ofSeconds(2))
                                .withDiscoveryPort(discoveryPort));
        orders = new FleetOrders(fleet);
        NettyTransport sockets = NettyTransport.best();
        loops = sockets.group(1, "events-test");
        client =
                new OnvifClient(
                        loops,
                        sockets.socket(),
                        address -> address.getAddress().isLoopbackAddress(),
                        OnvifSettings.DEFAULT,
                        InstantSource.system());
    }

    private static int freePort() throws SocketException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        orders.close();
        fleet.close();
    }

    private static OnvifDevice device(int number) throws OnvifException {
        SimulatedCamera camera = fleet.cameras().get(number - 1);
        CameraCredentials login = camera.listedCredentials();
        OnvifCredentials credentials = new OnvifCredentials(login.user(), login.password());
        OnvifDevice device =
                client.device(
                        new DeviceTarget(
                                DeviceTarget.at(camera.address(), fleet.onvifPort(), credentials)
                                        .service(),
                                credentials,
                                AddressPolicy.REWRITE_HOST));
        device.readClock();
        return device;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void listen_everyMaker_tellsHowThingsStandAndWhatChanges(int number) throws Exception {
        try (PullPoint events = device(number).listen()) {
            List<OnvifEvent> first = events.pull(Duration.ofSeconds(5), 10);
            assertThat(first)
                    .allMatch(OnvifEvent::isInitial)
                    .extracting(OnvifEvent::kind)
                    .containsExactly(OnvifEvent.Kind.MOTION, OnvifEvent.Kind.TAMPER);
            List<OnvifEvent> next = events.pull(Duration.ofSeconds(8), 10);
            assertThat(next)
                    .singleElement()
                    .returns(OnvifEvent.Kind.MOTION, OnvifEvent::kind)
                    .returns(false, OnvifEvent::isInitial)
                    .returns(first.getFirst().state().map(motion -> !motion), OnvifEvent::state);
        }
    }

    @Test
    void listen_lensIsCovered_isTampering() throws Exception {
        try (PullPoint events = device(1).listen()) {
            events.pull(Duration.ofSeconds(1), 10);
            orders.begin("covered", 1);
            List<OnvifEvent> all = new ArrayList<>();
            while (all.stream().noneMatch(event -> event.kind() == OnvifEvent.Kind.TAMPER)) {
                all.addAll(events.pull(Duration.ofSeconds(5), 10));
            }
            assertThat(all.getLast().state()).contains(true);
        } finally {
            orders.mend();
        }
    }

    @Test
    void pull_cameraStartedAnew_failsAndListeningAgainHelps() throws Exception {
        OnvifDevice device = device(2);
        try (PullPoint events = device.listen()) {
            events.pull(Duration.ofSeconds(1), 10);
            orders.begin("reboot", 2);
            assertThat(
                            catchThrowableOfType(
                                    OnvifException.class,
                                    () -> events.pull(Duration.ofSeconds(1), 10)))
                    .isNotNull();
            try (PullPoint again = device.listen()) {
                assertThat(again.pull(Duration.ofSeconds(1), 10)).hasSize(2);
            }
        }
    }

    @Test
    void probe_everyAddress_findsAllCamerasWithAServiceThatIsReached() throws Exception {
        List<InetAddress> addresses = new ArrayList<>();
        for (SimulatedCamera camera : fleet.cameras()) {
            addresses.add(InetAddress.getByName(camera.address()));
        }
        addresses.add(InetAddress.getByName("127.20.9.9"));
        OnvifDiscovery discovery =
                new OnvifDiscovery(
                        address -> address.getAddress().isLoopbackAddress(), discoveryPort);
        List<DiscoveredDevice> found = discovery.probe(addresses, 200, Duration.ofSeconds(2));
        assertThat(found).hasSize(16);
        assertThat(found)
                .allSatisfy(device ->
                        assertThat(device.services())
                                .anyMatch(service ->
                                        service.getHost().equals(device.from().getHostAddress())
                                                && service.getPort() == fleet.onvifPort()));
        assertThat(found).extracting(DiscoveredDevice::name).contains("Beichen", "Haitu");
    }
}

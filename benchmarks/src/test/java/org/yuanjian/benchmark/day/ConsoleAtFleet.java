package org.yuanjian.benchmark.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.yuanjian.benchmark.fleet.CameraFleet;
import org.yuanjian.benchmark.fleet.FleetSettings;
import org.yuanjian.benchmark.launcher.FreePorts;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.YuanjianApplication;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;

/// A console with its relay as it is in use, nothing of the demo, before a hundred cameras of one
/// county: ten offices with a gate or a corridor in each picture. Every fourth can be moved, the
/// first among them.
final class ConsoleAtFleet implements AutoCloseable {
    static final int POINTS = 100;
    static final String COUNTY = "440103";
    static final String PROVINCE = "440000";

    private static final Path ROOT = Path.of(System.getProperty("yuanjian.root"));
    private static final int POINTS_OF_SITE = 10;

    // To trace every buffer of so many streams takes longer than to play them.
    private final ResourceLeakDetector.Level traced = ResourceLeakDetector.getLevel();
    private final CameraFleet fleet;
    private final ConfigurableApplicationContext console;
    private final int port;

    ConsoleAtFleet(Path folder) throws IOException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
        Path points = points(folder);
        fleet =
                CameraFleet.start(
                        FleetSettings.of(points, POINTS, folder)
                                .withLoops(folder.resolve("loops"), Duration.ofSeconds(2)));
        fleet.prepareSubStreams().join();
        port = FreePorts.find();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.port", port);
        settings.put("server.address", "127.0.0.1");
        settings.put("yuanjian.management.port", port + 5);
        settings.put("yuanjian.roles", "console,relay");
        settings.put("yuanjian.data", folder.resolve("console"));
        settings.put("yuanjian.regions", ROOT.resolve("config/regions.csv"));
        settings.put("yuanjian.points", points);
        settings.put("yuanjian.cameras", folder.resolve("cameras.csv"));
        settings.put("yuanjian.relay.http-port", port + 1);
        settings.put("yuanjian.relay.rtsp-port", port + 2);
        settings.put("yuanjian.relay.media-port", port + 3);
        settings.put("yuanjian.relay.bind", "127.0.0.1");
        settings.put("yuanjian.relay.camera-networks", "127.0.0.0/8");
        console =
                SpringApplication.run(
                        YuanjianApplication.class,
                        settings.entrySet().stream()
                                .map(one -> "--" + one.getKey() + "=" + one.getValue())
                                .toArray(String[]::new));
    }

    private static Path points(Path folder) throws IOException {
        StringBuilder points = new StringBuilder("code,name,place,site,site_kind,region\n");
        for (int i = 0; i < POINTS; i++) {
            String place = i % 4 == 0 ? "大门%d,gate" : "走廊%d,corridor";
            points.append(
                    "4401030102132600%04d,%s,%d号司法所,office,%s\n"
                            .formatted(
                                    i + 1, place.formatted(i + 1), i / POINTS_OF_SITE + 1, COUNTY));
        }
        return Files.writeString(folder.resolve("points.csv"), points);
    }

    /// By the name that browsers keep sessions for without a certificate.
    String address() {
        return "http://localhost:" + port + "/";
    }

    /// One whose picture can be moved.
    VideoPoint movable() {
        return console.getBean(PointRegistry.class).list().points().iterator().next();
    }

    /// Somebody who comes for the first time: with a password to be changed and no second factor.
    void join(AccountStore.Draft draft, String password) {
        String hash = console.getBean(Passwords.class).hash(password);
        assertThat(console.getBean(AccountStore.class).add(draft, hash, true)).isPresent();
    }

    @Override
    public void close() {
        console.close();
        fleet.close();
        ResourceLeakDetector.setLevel(traced);
    }
}

package org.yuanjian.benchmark.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/// The fleet as a process: `--points-file FILE --points N --data DIR --control-port P`, and where
/// wanted `--rtsp-port P`, `--loops DIR`, `--transport tcp`. Prints `ready` when every camera
/// answers and ends at once on SIGTERM.
public final class FleetApplication {
    private static final String USAGE =
            "usage: --points-file FILE --points N --data DIR [--control-port P] [--rtsp-port P]"
                    + " [--discovery-port P] [--loops DIR] [--transport mixed|tcp]";
    private static final List<String> OPTIONS =
            List.of(
                    "points-file",
                    "points",
                    "data",
                    "control-port",
                    "rtsp-port",
                    "discovery-port",
                    "loops",
                    "transport");
    private static final int POINTS = 2_110;
    private static final int MAX_POINTS = 100_000;
    private static final int MAX_PORT = 65_535;

    private FleetApplication() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("java.awt.headless", "true");
        FleetSettings settings;
        try {
            settings = settings(CommandLine.parse(arguments, OPTIONS));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        try {
            CameraFleet fleet = CameraFleet.start(settings);
            fleet.prepareSubStreams().join();
            System.out.println("ready");
            fleet.prepare();
            new CountDownLatch(1).await();
        } catch (IOException | CompletionException e) {
            System.err.println("the fleet cannot start: " + e);
            System.exit(1);
        }
    }

    static FleetSettings settings(CommandLine line) {
        FleetSettings settings =
                FleetSettings.of(
                                Path.of(line.text("points-file").orElse("config/points.csv")),
                                line.number("points", POINTS, MAX_POINTS),
                                Path.of(line.text("data").orElse(".yuanjian")))
                        .withControlPort(line.number("control-port", 0, MAX_PORT))
                        .withRtspPort(line.number("rtsp-port", 0, MAX_PORT))
                        .withDiscoveryPort(line.number("discovery-port", 0, MAX_PORT))
                        .withUdpOnlyCameras(!line.text("transport").orElse("mixed").equals("tcp"));
        return line.text("loops")
                .map(folder -> settings.withLoops(Path.of(folder), settings.loopLength()))
                .orElse(settings);
    }
}

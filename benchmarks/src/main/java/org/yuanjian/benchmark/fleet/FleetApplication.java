package org.yuanjian.benchmark.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/// The fleet as a process: `--points-file FILE --points N --data DIR --control-port P`, and where
/// wanted `--rtsp-port P`, `--loops DIR`, `--transport tcp`. Prints `ready` when every camera
/// answers and ends at once on SIGTERM.
public final class FleetApplication {
    private static final String USAGE =
            "usage: --points-file FILE --points N --data DIR [--control-port P] [--rtsp-port P]"
                    + " [--loops DIR] [--transport mixed|tcp]";

    private FleetApplication() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("java.awt.headless", "true");
        FleetSettings settings;
        try {
            settings = settings(options(arguments));
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

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("not an option with a value: " + arguments[i]);
            }
            options.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return options;
    }

    private static FleetSettings settings(Map<String, String> options) {
        FleetSettings settings =
                FleetSettings.of(
                                Path.of(options.getOrDefault("points-file", "config/points.csv")),
                                Integer.parseInt(options.getOrDefault("points", "2110")),
                                Path.of(options.getOrDefault("data", ".yuanjian")))
                        .withControlPort(
                                Integer.parseInt(options.getOrDefault("control-port", "0")))
                        .withRtspPort(Integer.parseInt(options.getOrDefault("rtsp-port", "0")))
                        .withUdpOnlyCameras(
                                !options.getOrDefault("transport", "mixed").equals("tcp"));
        String loops = options.get("loops");
        return loops == null ? settings : settings.withLoops(Path.of(loops), settings.loopLength());
    }
}

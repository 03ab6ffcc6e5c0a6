package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.benchmark.load.FleetProcess;
import org.yuanjian.benchmark.load.GatewayProcess;
import org.yuanjian.benchmark.load.Percentiles;
import org.yuanjian.benchmark.machine.PinnedProcess;
import tools.jackson.databind.JsonNode;

/// A key is held and let go, or the browser that held it is gone: how soon does the camera stand
/// still, by its own clock, which is this machine's?
final class PtzBenchmark implements Benchmark {
    private static final int POINTS = 1_000;
    private static final int ROUNDS = 25;
    private static final int REPEATS = 5;
    private static final double MAX_MILLIS = 500;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration REPEAT = Duration.ofMillis(150);
    private static final Duration AWAIT = Duration.ofMillis(10);
    private static final Duration GIVE_UP = Duration.ofSeconds(5);
    private static final String MOVE = "{\"action\":\"move\",\"pan\":0.5}";
    private static final String STOP = "{\"action\":\"stop\"}";

    /// A camera that can be moved.
    private record Camera(int number, String code) {
        String path() {
            return "api/points/" + code + "/ptz";
        }
    }

    @Override
    public String name() {
        return "ptz";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        try (FleetProcess fleet =
                        FleetProcess.start(run.bench(), POINTS, port + 4, PinnedProcess.ANY_CORE);
                GatewayProcess gateway = GatewayProcess.start(run.bench(), port)) {
            gateway.post("api/points/import", Files.readAllBytes(fleet.cameras()));
            List<Camera> cameras = movable(fleet);
            for (Camera camera : cameras) {
                gateway.get(camera.path());
            }
            judge(run, "key released", measure(fleet, gateway, cameras, true));
            judge(run, "browser gone", measure(fleet, gateway, cameras, false));
        }
    }

    private static List<Camera> movable(FleetProcess fleet)
            throws IOException, InterruptedException {
        List<Camera> cameras = new ArrayList<>();
        for (int number = 1; number <= POINTS && cameras.size() < ROUNDS; number++) {
            JsonNode camera = fleet.camera(number);
            if (camera.get("ptz").asBoolean()) {
                cameras.add(new Camera(number, camera.get("code").asString()));
            }
        }
        return cameras;
    }

    /// Milliseconds from the last thing the page did to the stop, one for each camera.
    private static List<Double> measure(
            FleetProcess fleet, GatewayProcess gateway, List<Camera> cameras, boolean saysSo)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (Camera camera : cameras) {
            long last = 0;
            for (int i = 0; i < REPEATS; i++) {
                last = System.nanoTime();
                gateway.post(camera.path(), MOVE.getBytes(StandardCharsets.UTF_8));
                MeasuredWindow.pass(REPEAT);
            }
            if (saysSo) {
                last = System.nanoTime();
                gateway.post(camera.path(), STOP.getBytes(StandardCharsets.UTF_8));
            }
            millis.add((stopped(fleet, camera, last) - last) / NANOS_PER_MILLI);
        }
        return millis;
    }

    /// When the camera came to rest after a moment; far too late if it never did.
    private static long stopped(FleetProcess fleet, Camera camera, long since)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + GIVE_UP.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode seen = fleet.camera(camera.number());
            long at = seen.get("stoppedNanos").asLong();
            if (!seen.get("moving").asBoolean() && at > since) {
                return at;
            }
            MeasuredWindow.pass(AWAIT);
        }
        return System.nanoTime();
    }

    private static void judge(BenchmarkRun run, String of, List<Double> millis) {
        Percentiles times = Percentiles.of(millis);
        run.add(
                new Row()
                        .put("of", of)
                        .put("cameras", times.count())
                        .put("p50_ms", times.at(0.5))
                        .put("max_ms", times.max()));
        run.add(Bar.atLeast(of + ", cameras", (double) times.count(), ROUNDS));
        run.add(Bar.atMost(of + ", slowest stop, ms", times.max(), MAX_MILLIS));
    }
}

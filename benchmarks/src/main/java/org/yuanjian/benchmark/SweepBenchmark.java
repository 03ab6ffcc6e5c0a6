package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.yuanjian.benchmark.load.FleetProcess;
import org.yuanjian.benchmark.load.GatewayProcess;
import org.yuanjian.benchmark.machine.PinnedProcess;

/// All 2,110 points are looked at once, each with an authenticated DESCRIBE: how long does it take,
/// and what does it cost the gateway?
final class SweepBenchmark implements Benchmark {
    private static final int POINTS = 2_110;
    private static final double MAX_SECONDS = 60;
    private static final double MAX_CORES = 0.3;
    private static final Duration SETTLE = Duration.ofSeconds(80);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        try (FleetProcess fleet =
                        FleetProcess.start(run.bench(), POINTS, port + 4, PinnedProcess.ANY_CORE);
                GatewayProcess gateway = GatewayProcess.start(run.bench(), port)) {
            gateway.post("api/points/import", Files.readAllBytes(fleet.cameras()));
            MeasuredWindow.pass(SETTLE);
            MeasuredWindow window =
                    MeasuredWindow.begin(run, List.of(fleet.process(), gateway.process()));
            long before = gateway.get("api/health").get("looks").asLong();
            long began = System.nanoTime();
            gateway.post("api/health/sweep", new byte[0]);
            MeasuredWindow.pass(POLL);
            while (gateway.get("api/health").get("sweepLeft").asInt() > 0) {
                MeasuredWindow.pass(POLL);
            }
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            MeasuredWindow.Usage usage = window.end();
            var health = gateway.get("api/health");
            run.add(
                    new Row()
                            .put("seconds", seconds)
                            .put("looks", health.get("looks").asLong() - before)
                            .put("online", health.get("states").get("online").asInt())
                            .put("gateway_core", usage.cores(gateway.process()))
                            .put("fleet_core", usage.cores(fleet.process())));
            run.add(Bar.atMost("one sweep, s", seconds, MAX_SECONDS));
            run.add(Bar.atMost("cores of the gateway", usage.cores(gateway.process()), MAX_CORES));
            run.add(
                    Bar.atLeast(
                            "points found online",
                            health.get("states").get("online").asDouble(),
                            POINTS));
        }
    }
}

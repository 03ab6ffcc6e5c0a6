package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.yuanjian.benchmark.load.DemoProcess;

/// From built to ready: how long does `./yuanjian demo` take until it says where to look?
final class StartBenchmark implements Benchmark {
    private static final int ROUNDS = 3;
    private static final double MAX_SECONDS = 15;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException {
        double slowest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double seconds = start(run, run.bench().folder().resolve("demo" + round));
            run.add(new Row().put("round", round + 1).put("ready_s", seconds));
            slowest = Math.max(slowest, seconds);
        }
        run.add(
                Bar.atMost(
                        "from start to ready, s, the slowest of " + ROUNDS, slowest, MAX_SECONDS));
    }

    private static double start(BenchmarkRun run, Path data) throws IOException {
        long began = System.nanoTime();
        try (DemoProcess _ =
                DemoProcess.start(run.bench(), run.options().port(), data, List.of())) {
            return (System.nanoTime() - began) / NANOS_PER_SECOND;
        }
    }
}

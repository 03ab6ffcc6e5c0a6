package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// From built to ready: how long does `./yuanjian demo` take until it says where to look?
final class StartBenchmark implements Benchmark {
    private static final int ROUNDS = 3;
    private static final double MAX_SECONDS = 15;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SECONDS_TO_END = 30;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
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

    private static double start(BenchmarkRun run, Path data)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        String launcher = run.bench().root().resolve("yuanjian").toString();
        Process demo =
                new ProcessBuilder(
                                List.of(
                                        launcher,
                                        "demo",
                                        "--json",
                                        "--port",
                                        Integer.toString(run.options().port()),
                                        "--data",
                                        data.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var out = demo.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.startsWith("{\"console\"")) {
                line = out.readLine();
            }
            if (line == null) {
                throw new IOException("the demo ended before it was ready");
            }
            return (System.nanoTime() - began) / NANOS_PER_SECOND;
        } finally {
            demo.destroy();
            if (!demo.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                demo.destroyForcibly();
            }
        }
    }
}

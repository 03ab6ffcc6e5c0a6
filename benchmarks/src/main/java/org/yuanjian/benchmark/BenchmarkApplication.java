package org.yuanjian.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yuanjian.benchmark.machine.IdleSpinners;

/// Runs one benchmark by name and prints its result; the last line is one JSON object. Exit 0: all
/// bars hold, 3: one does not, 1: it could not be measured.
public final class BenchmarkApplication {
    static final int HOLDS = 0;
    static final int FAILED = 1;
    static final int DOES_NOT_HOLD = 3;

    private static final List<Benchmark> BENCHMARKS =
            List.of(
                    new FanoutBenchmark(),
                    new ManyBenchmark(),
                    new LatencyBenchmark(),
                    new FirstKeyBenchmark(),
                    new WhepBenchmark(),
                    new FirstPictureBenchmark(),
                    new HerdBenchmark(),
                    new FleetBenchmark(),
                    new ImportBenchmark(),
                    new RegisterBenchmark(),
                    new PtzBenchmark(),
                    new SweepBenchmark(),
                    new ThumbnailsBenchmark(),
                    new TicketsBenchmark(),
                    new SigninBenchmark(),
                    new OutageBenchmark(),
                    new LedgerBenchmark(),
                    new TranscodeBenchmark(),
                    new FaceBenchmark(),
                    new ConsoleBenchmark(),
                    new WallBenchmark(),
                    new StartBenchmark());

    private final List<Benchmark> benchmarks;
    private final PrintStream out;
    private final PrintStream log;

    BenchmarkApplication(List<Benchmark> benchmarks, PrintStream out, PrintStream log) {
        this.benchmarks = benchmarks;
        this.out = out;
        this.log = log;
    }

    public static void main(String[] arguments) throws InterruptedException {
        BenchmarkApplication application =
                new BenchmarkApplication(BENCHMARKS, System.out, System.err);
        System.exit(application.run(List.of(arguments)));
    }

    /// @param arguments the benchmark's name, then options
    /// @return the exit code
    int run(List<String> arguments) throws InterruptedException {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        for (Benchmark benchmark : benchmarks) {
            if (benchmark.name().equals(name)) {
                return run(benchmark, arguments);
            }
        }
        log.println(
                "bench NAME [--json] [--quick], where NAME is one of "
                        + benchmarks.stream().map(Benchmark::name).toList());
        return FAILED;
    }

    private int run(Benchmark benchmark, List<String> arguments) throws InterruptedException {
        try {
            return run(benchmark, BenchmarkOptions.parse(root(), arguments));
        } catch (IllegalArgumentException e) {
            log.println(e.getMessage());
            return FAILED;
        }
    }

    private int run(Benchmark benchmark, BenchmarkOptions options) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("yuanjian-bench-");
            BenchmarkRun run = new BenchmarkRun(options, folder, log);
            Runtime.getRuntime().addShutdownHook(new Thread(BenchmarkApplication::endAll));
            try (IdleSpinners _ = IdleSpinners.start(run.bench())) {
                benchmark.run(run);
            }
            BenchmarkResult result = run.result(benchmark.name());
            if (!options.json()) {
                out.println(new ResultTable(result));
            }
            out.println(result.toJson());
            return result.holds() ? HOLDS : DOES_NOT_HOLD;
        } catch (IOException e) {
            log.println("cannot measure: " + e.getMessage());
            return FAILED;
        }
    }

    /// What was started ends with this process, also when somebody ends it early.
    private static void endAll() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }

    private static Path root() {
        return Path.of(System.getProperty("yuanjian.root", "")).toAbsolutePath();
    }
}

package org.yuanjian.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.benchmark.machine.Machine;
import org.yuanjian.benchmark.machine.Workbench;

/// One run of one benchmark: where it works, what it has found so far, and how quiet the machine
/// was while it counted.
public final class BenchmarkRun {
    /// From this many viewers on, figures bind.
    public static final int BINDING_VIEWERS = 500;

    private static final double MAX_OTHER_CORES = 0.05;
    private static final double MAX_STOLEN_CORES = 0.02;

    private final BenchmarkOptions options;
    private final Workbench bench;
    private final PrintStream log;
    private final List<Row> rows = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();
    private double otherCores;
    private double stolenCores;

    /// @param folder for what the run writes, its own and empty
    /// @param log where progress is told
    public BenchmarkRun(BenchmarkOptions options, Path folder, PrintStream log) {
        this.options = options;
        this.bench = new Workbench(options.root(), folder, options.relayCore(), options.loadCore());
        this.log = log;
    }

    public BenchmarkOptions options() {
        return options;
    }

    public Workbench bench() {
        return bench;
    }

    public void say(String line) {
        log.println(line);
    }

    public void add(Row row) {
        rows.add(row);
        say("  " + Json.of(row.values()));
    }

    public void add(Bar bar) {
        bars.add(bar);
    }

    /// Takes note of what others did on the machine during a window.
    void noise(double other, double stolen) {
        otherCores = Math.max(otherCores, other);
        stolenCores = Math.max(stolenCores, stolen);
    }

    /// Everything found, with the bars every benchmark has: a quiet machine, and windows of full
    /// length.
    BenchmarkResult result(String name) throws IOException {
        List<Bar> all = new ArrayList<>(bars);
        all.add(Bar.atMost("other work on the machine, cores", otherCores, MAX_OTHER_CORES));
        all.add(Bar.atMost("time taken by the hypervisor, cores", stolenCores, MAX_STOLEN_CORES));
        if (options.quick()) {
            all.add(new Bar("full windows (a quick run shows, but does not bind)", 0, 1, false));
        }
        return new BenchmarkResult(name, Machine.describe(), rows, all);
    }
}

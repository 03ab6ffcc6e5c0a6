package org.yuanjian.benchmark;

import java.io.IOException;
import java.util.List;
import org.yuanjian.benchmark.load.BareReader;
import org.yuanjian.benchmark.load.FleetProcess;

/// What do 2,110 simulated cameras cost whose sub streams all play?
final class FleetBenchmark implements Benchmark {
    private static final int POINTS = 2_110;
    private static final int DIALS_PER_SECOND = 200;
    private static final double MAX_CORES = 0.8;
    private static final double MAX_RSS_MIB = 1024;
    private static final double MIB = 1024 * 1024;

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        try (FleetProcess fleet = FleetProcess.start(run.bench(), POINTS, port + 4);
                BareReader reader =
                        BareReader.start(run.bench(), fleet.subStreams(), DIALS_PER_SECOND)) {
            MeasuredWindow.pass(run.options().warmUp());
            reader.mark();
            fleet.resetStats();
            MeasuredWindow window =
                    MeasuredWindow.begin(run, List.of(fleet.process(), reader.process()));
            MeasuredWindow.pass(run.options().window());
            MeasuredWindow.Usage usage = window.end();
            double cores = usage.cores(fleet.process());
            double rss = fleet.process().usage().rssBytes() / MIB;
            run.add(
                    new Row()
                            .put("cameras", POINTS)
                            .put("playing", fleet.stat("playing"))
                            .put("core", cores)
                            .put("rss_mib", rss)
                            .put("socket_full", fleet.stat("socketFull"))
                            .put(
                                    "packets",
                                    Long.valueOf(reader.report().getOrDefault("packets", "0"))));
            run.add(Bar.atLeast("sub streams that play", (double) fleet.stat("playing"), POINTS));
            run.add(Bar.atMost("cores of the fleet", cores, MAX_CORES));
            run.add(Bar.atMost("RSS of the fleet, MiB", rss, MAX_RSS_MIB));
        }
    }
}

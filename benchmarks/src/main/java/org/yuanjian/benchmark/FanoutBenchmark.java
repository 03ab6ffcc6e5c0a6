package org.yuanjian.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.yuanjian.benchmark.load.BareRelay;
import org.yuanjian.benchmark.load.CameraFeed;
import org.yuanjian.benchmark.load.RelayUnderTest;
import org.yuanjian.benchmark.load.RtspServed;
import org.yuanjian.benchmark.load.RtspViewers;
import org.yuanjian.benchmark.load.ViewerReport;

/// One 2 Mbit/s stream to many RTSP viewers over TCP: what does a Gbit/s cost, against the bare
/// loop?
final class FanoutBenchmark implements Benchmark {
    private static final double MAX_RATIO = 1.3;
    private static final double MIN_KEPT = 0.98;
    private static final double MAX_RSS_MIB = 400;
    private static final int FULL_LOAD = 2_000;
    private static final int JOINS_PER_SECOND = 500;
    private static final Duration AWAKE = Duration.ofNanos(200_000);
    private static final double MIB = 1024 * 1024;

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        try (CameraFeed feed = CameraFeed.start(run.bench(), CameraFeed.Shape.mains(1));
                RelayUnderTest relay =
                        RelayUnderTest.start(run.bench(), feed, run.options().port())) {
            for (int viewers : run.options().sizes(100, 500, 1_000, FULL_LOAD, 3_000)) {
                double before = barePerGigabit(run, feed, viewers);
                Cost cost = measure(run, feed, relay, viewers);
                if (viewers >= BenchmarkRun.BINDING_VIEWERS && viewers <= FULL_LOAD) {
                    // A shared machine is a fifth slower in one minute than in the next.
                    double after = barePerGigabit(run, feed, viewers);
                    judge(run, viewers, (before + after) / 2, cost);
                }
            }
        }
    }

    private static double barePerGigabit(BenchmarkRun run, CameraFeed feed, int viewers)
            throws IOException, InterruptedException {
        try (BareRelay bare = BareRelay.start(run.bench(), feed)) {
            return measure(run, feed, bare, viewers).perGigabit();
        }
    }

    private static Cost measure(BenchmarkRun run, CameraFeed feed, RtspServed served, int viewers)
            throws IOException, InterruptedException {
        boolean isBare = served instanceof BareRelay;
        Duration warmUp = isBare ? run.options().bareWarmUp() : run.options().warmUp();
        try (RtspViewers load =
                RtspViewers.join(run.bench(), served, 1, viewers, JOINS_PER_SECOND, AWAKE)) {
            MeasuredWindow.pass(warmUp);
            load.mark();
            MeasuredWindow window =
                    MeasuredWindow.begin(
                            run, List.of(served.process(), feed.process(), load.process()));
            MeasuredWindow.pass(run.options().window());
            MeasuredWindow.Usage usage = window.end();
            ViewerReport report = load.report();
            Cost cost =
                    new Cost(
                            usage.cores(served.process()),
                            report.gigabits() / usage.seconds(),
                            report.keptByWorst(),
                            served.process().usage().rssBytes() / MIB);
            run.add(
                    cost.row(served.process().name(), viewers)
                            .put("p50_ms", report.p50Millis())
                            .put("p99_ms", report.p99Millis())
                            .put("silence_ms", report.longestSilenceMillis())
                            .put("load_core", usage.cores(load.process())));
            return cost;
        }
    }

    private static void judge(BenchmarkRun run, int viewers, double limit, Cost cost) {
        String at = " at " + viewers + " viewers";
        run.add(
                Bar.atMost(
                        "core per Gbit/s against the bare loop" + at,
                        cost.perGigabit() / limit,
                        MAX_RATIO));
        run.add(Bar.atLeast("share of packets the worst viewer kept" + at, cost.kept(), MIN_KEPT));
        if (viewers == FULL_LOAD) {
            run.add(Bar.atMost("RSS, MiB" + at, cost.rssMib(), MAX_RSS_MIB));
        }
    }

    /// What serving a number of viewers took.
    private record Cost(double cores, double gigabitsPerSecond, double kept, double rssMib) {
        double perGigabit() {
            return cores / gigabitsPerSecond;
        }

        Row row(String of, int viewers) {
            return new Row()
                    .put("of", of)
                    .put("viewers", viewers)
                    .put("core", cores)
                    .put("gbit_per_s", gigabitsPerSecond)
                    .put("core_per_gbit_per_s", perGigabit())
                    .put("kept_by_worst", kept)
                    .put("rss_mib", rssMib);
        }
    }
}

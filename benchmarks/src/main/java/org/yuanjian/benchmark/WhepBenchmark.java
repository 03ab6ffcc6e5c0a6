package org.yuanjian.benchmark;

import java.io.IOException;
import java.util.List;
import org.yuanjian.benchmark.load.CameraFeed;
import org.yuanjian.benchmark.load.RelayUnderTest;
import org.yuanjian.benchmark.load.ViewerReport;
import org.yuanjian.benchmark.load.WhepViewers;

/// 20 streams to hundreds of browsers by DTLS-SRTP: what does it cost, and is anything lost?
final class WhepBenchmark implements Benchmark {
    private static final int STREAMS = 20;
    private static final int SOUND_MILLIS = 20;
    private static final double MAX_RSS_MIB = 600;
    private static final double MIB = 1024 * 1024;

    @Override
    public String name() {
        return "whep";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        try (CameraFeed feed =
                        CameraFeed.start(run.bench(), CameraFeed.Shape.browserStreams(STREAMS, 0));
                RelayUnderTest relay =
                        RelayUnderTest.start(run.bench(), feed, run.options().port())) {
            for (int viewers : run.options().sizes(300, 700, 2_000)) {
                judge(run, viewers, measure(run, feed, relay, viewers));
            }
        }
        try (CameraFeed feed =
                        CameraFeed.start(
                                run.bench(),
                                CameraFeed.Shape.browserStreams(STREAMS, SOUND_MILLIS));
                RelayUnderTest relay =
                        RelayUnderTest.start(run.bench(), feed, run.options().port())) {
            for (int viewers : run.options().sizes(300, 700)) {
                measure(run, feed, relay, viewers);
            }
        }
    }

    private static Cost measure(
            BenchmarkRun run, CameraFeed feed, RelayUnderTest relay, int viewers)
            throws IOException, InterruptedException {
        try (WhepViewers load = WhepViewers.join(run.bench(), relay, viewers)) {
            MeasuredWindow.pass(run.options().warmUp());
            load.mark();
            MeasuredWindow window =
                    MeasuredWindow.begin(
                            run, List.of(relay.process(), feed.process(), load.process()));
            MeasuredWindow.pass(run.options().window());
            MeasuredWindow.Usage usage = window.end();
            ViewerReport report = load.report();
            Cost cost =
                    new Cost(
                            usage.cores(relay.process()),
                            report.gaps(),
                            report.keptByWorst(),
                            relay.process().usage().rssBytes() / MIB);
            run.add(
                    new Row()
                            .put("viewers", viewers)
                            .put("sound", feed.shape().audioMillis() > 0)
                            .put("core", cost.cores())
                            .put("lost", cost.lost())
                            .put("kept_by_worst", cost.kept())
                            .put("packets_per_s_each", report.packets() / usage.seconds() / viewers)
                            .put(
                                    "micros_per_packet",
                                    cost.cores() * usage.seconds() * 1e6 / report.packets())
                            .put("rss_mib", cost.rssMib())
                            .put("p50_ms", report.p50Millis())
                            .put("p99_ms", report.p99Millis())
                            .put("load_core", usage.cores(load.process())));
            return cost;
        }
    }

    private static void judge(BenchmarkRun run, int viewers, Cost cost) {
        String at = " at " + viewers + " viewers";
        double limit =
                switch (viewers) {
                    case 300 -> 0.08;
                    case 700 -> 0.18;
                    default -> Double.NaN;
                };
        if (Double.isNaN(limit)) {
            return;
        }
        run.add(Bar.atMost("packets lost" + at, (double) cost.lost(), 0));
        run.add(Bar.atLeast("share of packets the worst viewer got" + at, cost.kept(), 0.98));
        run.add(Bar.atMost("cores" + at, cost.cores(), limit));
        run.add(Bar.atMost("RSS, MiB" + at, cost.rssMib(), MAX_RSS_MIB));
    }

    /// What serving a number of viewers took.
    private record Cost(double cores, long lost, double kept, double rssMib) {}
}

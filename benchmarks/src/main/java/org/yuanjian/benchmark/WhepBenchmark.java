package org.yuanjian.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.yuanjian.benchmark.load.BareRelay;
import org.yuanjian.benchmark.load.CameraFeed;
import org.yuanjian.benchmark.load.RelayUnderTest;
import org.yuanjian.benchmark.load.ViewerReport;
import org.yuanjian.benchmark.load.WhepViewers;
import org.yuanjian.benchmark.machine.PinnedProcess;

/// 20 streams to hundreds of browsers by DTLS-SRTP: what does it cost, and is anything lost? Beside
/// it the bare loop, which sends the same datagrams in the same pieces, but in the clear, and the
/// cipher alone: together what no Java program can go below.
final class WhepBenchmark implements Benchmark {
    private static final int STREAMS = 20;
    private static final int SOUND_MILLIS = 20;
    private static final double MAX_RSS_MIB = 600;
    private static final double MIN_KEPT = 0.98;
    private static final double MIB = 1024 * 1024;

    @Override
    public String name() {
        return "whep";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        double cipherMicros = WhepViewers.cipherMicros(run.bench());
        run.add(new Row().put("of", "cipher").put("micros_per_packet", cipherMicros));
        serve(run, 0, cipherMicros, run.options().sizes(300, 700, 2_000));
        serve(run, SOUND_MILLIS, cipherMicros, run.options().sizes(300, 700));
    }

    /// @param soundMillis length of the audio packets, 0 without audio
    private static void serve(
            BenchmarkRun run, int soundMillis, double cipherMicros, List<Integer> sizes)
            throws IOException, InterruptedException {
        CameraFeed.Shape shape = CameraFeed.Shape.browserStreams(STREAMS, soundMillis);
        try (CameraFeed feed = CameraFeed.start(run.bench(), shape);
                RelayUnderTest relay =
                        RelayUnderTest.start(run.bench(), feed, run.options().port())) {
            for (int viewers : sizes) {
                try (BareRelay bare = BareRelay.start(run.bench(), feed);
                        WhepViewers load = WhepViewers.join(run.bench(), bare, STREAMS, viewers)) {
                    MeasuredWindow.pass(run.options().bareWarmUp());
                    Cost cost = measure(run, feed, bare.process(), load, viewers);
                    if (soundMillis == 0) {
                        run.add(floor(viewers, cost, cipherMicros));
                    }
                }
                try (WhepViewers load = WhepViewers.join(run.bench(), relay, viewers)) {
                    MeasuredWindow.pass(run.options().warmUp());
                    Cost cost = measure(run, feed, relay.process(), load, viewers);
                    if (soundMillis == 0) {
                        judge(run, viewers, cost);
                    }
                }
            }
        }
    }

    /// What no Java program can go below: all packets are about as long as those the cipher was
    /// measured with.
    private static Row floor(int viewers, Cost bare, double cipherMicros) {
        return new Row()
                .put("of", "bare_relay and cipher")
                .put("viewers", viewers)
                .put("core", bare.cores() + bare.packetsPerSecond() * cipherMicros / 1e6);
    }

    private static Cost measure(
            BenchmarkRun run, CameraFeed feed, PinnedProcess sender, WhepViewers load, int viewers)
            throws IOException, InterruptedException {
        load.mark();
        MeasuredWindow window =
                MeasuredWindow.begin(run, List.of(sender, feed.process(), load.process()));
        Duration length = run.options().window();
        MeasuredWindow.pass(length);
        MeasuredWindow.Usage usage = window.end();
        ViewerReport report = load.report();
        Cost cost =
                new Cost(
                        usage.cores(sender),
                        report.packets() / usage.seconds(),
                        report.gaps(),
                        report.keptByWorst(),
                        sender.usage().rssBytes() / MIB);
        run.add(
                new Row()
                        .put("of", sender.name())
                        .put("viewers", viewers)
                        .put("sound", feed.shape().audioMillis() > 0)
                        .put("core", cost.cores())
                        .put(
                                "micros_per_packet",
                                cost.cores() * usage.seconds() * 1e6 / report.packets())
                        .put("lost", cost.lost())
                        .put("kept_by_worst", cost.kept())
                        .put("packets_per_s_each", report.packets() / usage.seconds() / viewers)
                        .put("rss_mib", cost.rssMib())
                        .put("p50_ms", report.p50Millis())
                        .put("p99_ms", report.p99Millis())
                        .put("silence_ms", report.longestSilenceMillis())
                        .put("load_core", usage.cores(load.process())));
        return cost;
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
        run.add(Bar.atLeast("share of packets the worst viewer got" + at, cost.kept(), MIN_KEPT));
        run.add(Bar.atMost("cores" + at, cost.cores(), limit));
        run.add(Bar.atMost("RSS, MiB" + at, cost.rssMib(), MAX_RSS_MIB));
    }

    /// What serving a number of viewers took.
    private record Cost(
            double cores, double packetsPerSecond, long lost, double kept, double rssMib) {}
}

package org.yuanjian.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.yuanjian.benchmark.load.BareReader;
import org.yuanjian.benchmark.load.FleetProcess;
import org.yuanjian.benchmark.load.RelayUnderTest;
import org.yuanjian.benchmark.load.RtspViewers;
import org.yuanjian.benchmark.load.ViewerReport;

/// 2,110 sub streams held open, 50 of them watched: does the relay keep up, and is every one of
/// them warm?
final class ManyBenchmark implements Benchmark {
    private static final int POINTS = 2_110;
    private static final int WATCHED = 50;
    private static final int JOINED = 20;
    private static final int DIALS_PER_SECOND = 50;
    private static final double MAX_RATIO = 2.5;
    private static final double MAX_RSS_MIB = 600;
    private static final double MAX_KEY_FRAME_MILLIS = 10;
    private static final double MIB = 1024 * 1024;

    @Override
    public String name() {
        return "many";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        try (FleetProcess fleet = FleetProcess.start(run.bench(), POINTS, port + 4)) {
            double limit = bare(run, fleet);
            Map<String, String> settings =
                    Map.of(
                            "yuanjian.cameras",
                            fleet.cameras().toString(),
                            "yuanjian.relay.keep-open",
                            "*/sub");
            try (RelayUnderTest relay =
                    RelayUnderTest.start(
                            run.bench(),
                            RelayUnderTest.subStreams(run.bench(), POINTS),
                            port,
                            settings)) {
                awaitPlaying(run, fleet);
                double cores = relay(run, fleet, relay);
                run.add(Bar.atMost("core against the bare reading loop", cores / limit, MAX_RATIO));
            }
        }
    }

    private static double bare(BenchmarkRun run, FleetProcess fleet)
            throws IOException, InterruptedException {
        try (BareReader bare =
                BareReader.start(run.bench(), fleet.subStreams(), DIALS_PER_SECOND)) {
            MeasuredWindow.pass(run.options().bareWarmUp());
            bare.mark();
            fleet.resetStats();
            MeasuredWindow window =
                    MeasuredWindow.begin(run, List.of(bare.process(), fleet.process()));
            MeasuredWindow.pass(run.options().window());
            MeasuredWindow.Usage usage = window.end();
            run.add(
                    row("bare_reader", usage.cores(bare.process()), fleet)
                            .put("load_core", usage.cores(fleet.process()))
                            .put(
                                    "packets",
                                    Long.valueOf(bare.report().getOrDefault("packets", "0"))));
            return usage.cores(bare.process());
        }
    }

    private static Row row(String of, double cores, FleetProcess fleet)
            throws IOException, InterruptedException {
        return new Row()
                .put("of", of)
                .put("playing", fleet.stat("playing"))
                .put("core", cores)
                .put("socket_full", fleet.stat("socketFull"));
    }

    /// All cameras, at the pace at which the relay dials.
    private static void awaitPlaying(BenchmarkRun run, FleetProcess fleet)
            throws IOException, InterruptedException {
        int seconds = 0;
        while (fleet.stat("playing") < POINTS) {
            MeasuredWindow.pass(Duration.ofSeconds(1));
            if (++seconds > 180) {
                throw new IOException("only " + fleet.stat("playing") + " streams play");
            }
        }
        run.say("  all " + POINTS + " play after " + seconds + " s");
    }

    private static double relay(BenchmarkRun run, FleetProcess fleet, RelayUnderTest relay)
            throws IOException, InterruptedException {
        List<Integer> points = shuffled();
        try (RtspViewers watched = join(run, relay, points.subList(0, WATCHED))) {
            MeasuredWindow.pass(run.options().warmUp());
            watched.mark();
            fleet.resetStats();
            MeasuredWindow window =
                    MeasuredWindow.begin(
                            run, List.of(relay.process(), fleet.process(), watched.process()));
            MeasuredWindow.pass(run.options().window());
            MeasuredWindow.Usage usage = window.end();
            double rss = relay.process().usage().rssBytes() / MIB;
            run.add(
                    row("relay", usage.cores(relay.process()), fleet)
                            .put("load_core", usage.cores(fleet.process()))
                            .put("rss_mib", rss)
                            .put("gaps", watched.report().gaps()));
            run.add(Bar.atLeast("streams that play", (double) fleet.stat("playing"), POINTS));
            run.add(
                    Bar.atMost(
                            "times a camera found its socket full",
                            (double) fleet.stat("socketFull"),
                            0));
            run.add(Bar.atMost("RSS, MiB", rss, MAX_RSS_MIB));
            joinUnwatched(run, relay, points.subList(WATCHED, WATCHED + JOINED));
            return usage.cores(relay.process());
        }
    }

    private static void joinUnwatched(BenchmarkRun run, RelayUnderTest relay, List<Integer> points)
            throws IOException, InterruptedException {
        try (RtspViewers joined = join(run, relay, points)) {
            MeasuredWindow.pass(run.options().bareWarmUp());
            ViewerReport report = joined.report();
            double slowest = report.keyFrameMillis(1);
            run.add(
                    new Row()
                            .put("of", "unwatched points joined")
                            .put("playing", points.size())
                            .put("p50_ms", report.keyFrameMillis(0.5))
                            .put("max_ms", slowest));
            run.add(
                    Bar.atMost(
                            "slowest first key-frame packet of an unwatched point, ms",
                            slowest,
                            MAX_KEY_FRAME_MILLIS));
        }
    }

    private static RtspViewers join(BenchmarkRun run, RelayUnderTest relay, List<Integer> points)
            throws IOException, InterruptedException {
        List<String> urls = points.stream().map(relay::url).toList();
        RtspViewers viewers = RtspViewers.start(run.bench(), urls, urls.size(), WATCHED);
        viewers.awaitJoined();
        return viewers;
    }

    /// Points with H.264 on their sub stream, in an order by chance that is the same in every run.
    private static List<Integer> shuffled() {
        List<Integer> points =
                new ArrayList<>(
                        IntStream.range(0, POINTS).filter(i -> i % 256 != 255).boxed().toList());
        Collections.shuffle(points, new Random(1));
        return points;
    }
}

package org.yuanjian.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.yuanjian.benchmark.load.FleetProcess;
import org.yuanjian.benchmark.load.RelayUnderTest;
import org.yuanjian.benchmark.load.RtspViewers;
import org.yuanjian.benchmark.load.ViewerReport;

/// 2,060 of 2,110 cameras drop and refuse for 30 s: how soon are they back, and do the 50 that
/// stayed notice?
final class HerdBenchmark implements Benchmark {
    private static final int POINTS = 2_110;
    private static final int WATCHED = 50;
    private static final int CLICKS = 40;
    private static final int CLICKS_PER_SECOND = 2;
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration GIVE_UP = Duration.ofMinutes(5);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MAX_SECONDS_MOST = 60;
    private static final double MAX_SECONDS_ALL = 180;
    private static final double MAX_DIALS_PER_SECOND = 50;
    private static final double MAX_CLICK_MILLIS = 1_000;

    @Override
    public String name() {
        return "herd";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        try (FleetProcess fleet = FleetProcess.start(run.bench(), POINTS, port + 4)) {
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
                awaitPlaying(fleet, POINTS);
                measure(run, fleet, relay);
            }
        }
    }

    private static void measure(BenchmarkRun run, FleetProcess fleet, RelayUnderTest relay)
            throws IOException, InterruptedException {
        List<String> watched = IntStream.range(0, WATCHED).mapToObj(relay::url).toList();
        try (RtspViewers viewers = RtspViewers.start(run.bench(), watched, WATCHED, WATCHED)) {
            viewers.awaitJoined();
            MeasuredWindow.pass(run.options().warmUp());
            viewers.mark();
            MeasuredWindow window =
                    MeasuredWindow.begin(
                            run, List.of(relay.process(), fleet.process(), viewers.process()));
            fleet.resetStats();
            fleet.fault(
                    "{\"fault\":\"refuse\",\"from\":"
                            + (WATCHED + 1)
                            + ",\"seconds\":"
                            + OUTAGE.toSeconds()
                            + "}");
            MeasuredWindow.pass(OUTAGE);
            recover(run, fleet, relay);
            window.end();
            ViewerReport report = viewers.report();
            run.add(
                    new Row()
                            .put("of", "the " + WATCHED + " that stayed")
                            .put("gaps", report.gaps())
                            .put("silence_ms", report.longestSilenceMillis()));
            run.add(Bar.atMost("gaps at those that stayed", (double) report.gaps(), 0));
        }
    }

    /// From the moment the cameras answer again.
    private static void recover(BenchmarkRun run, FleetProcess fleet, RelayUnderTest relay)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (RtspViewers clicks =
                RtspViewers.start(run.bench(), clicked(relay), CLICKS, CLICKS_PER_SECOND)) {
            int most = WATCHED + (POINTS - WATCHED) * 95 / 100;
            awaitPlaying(fleet, most);
            double mostBack = (System.nanoTime() - began) / NANOS_PER_SECOND;
            clicks.awaitJoined();
            awaitPlaying(fleet, POINTS);
            double allBack = (System.nanoTime() - began) / NANOS_PER_SECOND;
            double click = clicks.report().joinMillis(0.95);
            double dials = fleet.stat("dialsPeakPerSecond");
            run.add(
                    new Row()
                            .put("of", "recovery")
                            .put("most_back_s", mostBack)
                            .put("all_back_s", allBack)
                            .put("dials_peak_per_s", dials)
                            .put("click_p95_ms", click));
            run.add(Bar.atMost("95 % back after, s", mostBack, MAX_SECONDS_MOST));
            run.add(Bar.atMost("all back after, s", allBack, MAX_SECONDS_ALL));
            run.add(Bar.atMost("dials in the busiest second", dials, MAX_DIALS_PER_SECOND));
            run.add(Bar.atMost("click during recovery p95, ms", click, MAX_CLICK_MILLIS));
        }
    }

    /// Cameras that were gone, begin a session with a key frame and have H.264 on their sub stream.
    private static List<String> clicked(RelayUnderTest relay) {
        List<Integer> points =
                new ArrayList<>(
                        IntStream.range(WATCHED, POINTS)
                                .filter(i -> (i / 2) % 2 == 0 && i % 256 != 255)
                                .boxed()
                                .toList());
        Collections.shuffle(points, new Random(2));
        return points.subList(0, CLICKS).stream().map(relay::url).toList();
    }

    private static void awaitPlaying(FleetProcess fleet, int streams)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + GIVE_UP.toNanos();
        while (fleet.stat("playing") < streams) {
            if (System.nanoTime() > deadline) {
                throw new IOException("only " + fleet.stat("playing") + " streams play");
            }
            MeasuredWindow.pass(POLL);
        }
    }
}

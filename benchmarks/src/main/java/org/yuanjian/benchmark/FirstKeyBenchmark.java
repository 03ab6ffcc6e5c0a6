package org.yuanjian.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.yuanjian.benchmark.load.CameraFeed;
import org.yuanjian.benchmark.load.RelayUnderTest;
import org.yuanjian.benchmark.load.RtspViewers;
import org.yuanjian.benchmark.load.ViewerReport;

/// 200 RTSP viewers join a warm stream: how long from PLAY to the first packet of a key frame?
final class FirstKeyBenchmark implements Benchmark {
    private static final int VIEWERS = 200;
    private static final int JOINS_PER_SECOND = 300;
    private static final double MAX_P50_MILLIS = 1;
    private static final double MAX_P99_MILLIS = 10;

    @Override
    public String name() {
        return "first-key";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        try (CameraFeed feed = CameraFeed.start(run.bench(), CameraFeed.Shape.mains(1));
                RelayUnderTest relay =
                        RelayUnderTest.start(run.bench(), feed, run.options().port());
                RtspViewers warm = RtspViewers.join(run.bench(), relay, 1, 1, 1)) {
            // Two rounds that do not count make the code warm, as 30 s of service would.
            for (int round = -2; round < 1; round++) {
                MeasuredWindow.pass(run.options().warmUp().dividedBy(3));
                join(run, feed, relay, round == 0);
            }
            run.add(new Row().put("of", "stream").put("gaps", warm.report().gaps()));
        }
    }

    private static void join(
            BenchmarkRun run, CameraFeed feed, RelayUnderTest relay, boolean counts)
            throws IOException, InterruptedException {
        List<String> urls = Stream.generate(() -> relay.url(0)).limit(VIEWERS).toList();
        try (RtspViewers viewers = RtspViewers.start(run.bench(), urls, 1, JOINS_PER_SECOND)) {
            MeasuredWindow window =
                    MeasuredWindow.begin(
                            run, List.of(relay.process(), feed.process(), viewers.process()));
            viewers.awaitJoined();
            MeasuredWindow.pass(run.options().window().dividedBy(5));
            window.end();
            ViewerReport report = viewers.report();
            double p50 = report.keyFrameMillis(0.5);
            double p99 = report.keyFrameMillis(0.99);
            run.add(
                    new Row()
                            .put("of", counts ? "relay" : "relay, not counted")
                            .put("viewers", VIEWERS)
                            .put("p50_ms", p50)
                            .put("p99_ms", p99)
                            .put("from_connect_p50_ms", report.joinMillis(0.5))
                            .put("from_connect_p99_ms", report.joinMillis(0.99)));
            if (counts) {
                run.add(Bar.atMost("first key-frame packet p50, ms", p50, MAX_P50_MILLIS));
                run.add(Bar.atMost("first key-frame packet p99, ms", p99, MAX_P99_MILLIS));
            }
        }
    }
}

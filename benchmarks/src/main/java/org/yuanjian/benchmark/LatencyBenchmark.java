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
import org.yuanjian.benchmark.load.WhepViewers;

/// 20 sub streams with ten viewers each: how much later than through the bare loop does a packet
/// come?
final class LatencyBenchmark implements Benchmark {
    private static final int STREAMS = 20;
    private static final int VIEWERS = 200;
    private static final int JOINS_PER_SECOND = 200;
    private static final double MAX_RTSP_P50 = 0.2;
    private static final double MAX_RTSP_P99 = 0.8;
    private static final double MAX_WHEP_P50 = 0.8;
    private static final double MAX_WHEP_P99 = 8;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        try (CameraFeed feed = CameraFeed.start(run.bench(), CameraFeed.Shape.subs(STREAMS))) {
            ViewerReport before = bare(run, feed);
            ViewerReport rtsp;
            ViewerReport whep;
            try (RelayUnderTest relay =
                    RelayUnderTest.start(run.bench(), feed, run.options().port())) {
                rtsp = rtsp(run, feed, relay, run.options().warmUp());
                whep = whep(run, feed, relay);
            }
            // A shared machine delays packets more in one minute than in the next.
            ViewerReport after = bare(run, feed);
            double p50 = (before.p50Millis() + after.p50Millis()) / 2;
            double p99 = (before.p99Millis() + after.p99Millis()) / 2;
            run.add(above("RTSP p50", rtsp.p50Millis(), p50, MAX_RTSP_P50));
            run.add(above("RTSP p99", rtsp.p99Millis(), p99, MAX_RTSP_P99));
            run.add(above("WHEP p50", whep.p50Millis(), p50, MAX_WHEP_P50));
            run.add(above("WHEP p99", whep.p99Millis(), p99, MAX_WHEP_P99));
        }
    }

    private static ViewerReport bare(BenchmarkRun run, CameraFeed feed)
            throws IOException, InterruptedException {
        try (BareRelay bare = BareRelay.start(run.bench(), feed)) {
            return rtsp(run, feed, bare, run.options().bareWarmUp());
        }
    }

    private static Bar above(String what, double value, double limit, double allowed) {
        return Bar.atMost(what + " above the bare loop's, ms", value - limit, allowed);
    }

    private static ViewerReport rtsp(
            BenchmarkRun run, CameraFeed feed, RtspServed served, Duration warmUp)
            throws IOException, InterruptedException {
        try (RtspViewers viewers =
                RtspViewers.join(run.bench(), served, STREAMS, VIEWERS, JOINS_PER_SECOND)) {
            MeasuredWindow.pass(warmUp);
            viewers.mark();
            MeasuredWindow window =
                    MeasuredWindow.begin(
                            run, List.of(served.process(), feed.process(), viewers.process()));
            MeasuredWindow.pass(run.options().window());
            MeasuredWindow.Usage usage = window.end();
            ViewerReport report = viewers.report();
            run.add(
                    row(served.process().name(), "RTSP", report)
                            .put("core", usage.cores(served.process()))
                            .put("load_core", usage.cores(viewers.process())));
            return report;
        }
    }

    private static ViewerReport whep(BenchmarkRun run, CameraFeed feed, RelayUnderTest relay)
            throws IOException, InterruptedException {
        try (WhepViewers viewers = WhepViewers.join(run.bench(), relay, VIEWERS)) {
            MeasuredWindow.pass(run.options().warmUp());
            viewers.mark();
            MeasuredWindow window =
                    MeasuredWindow.begin(
                            run, List.of(relay.process(), feed.process(), viewers.process()));
            MeasuredWindow.pass(run.options().window());
            MeasuredWindow.Usage usage = window.end();
            ViewerReport report = viewers.report();
            run.add(
                    row("relay", "WHEP", report)
                            .put("core", usage.cores(relay.process()))
                            .put("load_core", usage.cores(viewers.process())));
            return report;
        }
    }

    private static Row row(String of, String by, ViewerReport report) {
        return new Row()
                .put("of", of)
                .put("by", by)
                .put("viewers", VIEWERS)
                .put("packets", report.packets())
                .put("p50_ms", report.p50Millis())
                .put("p99_ms", report.p99Millis())
                .put("kept_by_worst", report.keptByWorst());
    }
}

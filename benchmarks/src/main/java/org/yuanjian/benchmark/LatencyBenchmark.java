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

/// 20 sub streams with ten viewers each: how much later than through the bare loop does a packet
/// come?
final class LatencyBenchmark implements Benchmark {
    private static final int STREAMS = 20;
    private static final int VIEWERS = 200;
    private static final int JOINS_PER_SECOND = 200;
    private static final double MAX_RTSP_P50 = 0.2;
    private static final double MAX_RTSP_P99 = 0.8;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        try (CameraFeed feed = CameraFeed.start(run.bench(), CameraFeed.Shape.subs(STREAMS))) {
            ViewerReport limit;
            try (BareRelay bare = BareRelay.start(run.bench(), feed)) {
                limit = rtsp(run, feed, bare, run.options().bareWarmUp());
            }
            try (RelayUnderTest relay =
                    RelayUnderTest.start(run.bench(), feed, run.options().port())) {
                ViewerReport rtsp = rtsp(run, feed, relay, run.options().warmUp());
                run.add(above("RTSP p50", rtsp.p50Millis(), limit.p50Millis(), MAX_RTSP_P50));
                run.add(above("RTSP p99", rtsp.p99Millis(), limit.p99Millis(), MAX_RTSP_P99));
            }
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
                    new Row()
                            .put("of", served.process().name())
                            .put("by", "RTSP")
                            .put("viewers", VIEWERS)
                            .put("packets", report.packets())
                            .put("p50_ms", report.p50Millis())
                            .put("p99_ms", report.p99Millis())
                            .put("kept_by_worst", report.keptByWorst())
                            .put("core", usage.cores(served.process()))
                            .put("load_core", usage.cores(viewers.process())));
            return report;
        }
    }
}

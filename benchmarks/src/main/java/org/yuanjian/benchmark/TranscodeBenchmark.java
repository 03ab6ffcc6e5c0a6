package org.yuanjian.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yuanjian.benchmark.load.FleetProcess;
import org.yuanjian.benchmark.load.RelayMeters;
import org.yuanjian.benchmark.load.RelayUnderTest;
import org.yuanjian.benchmark.load.RtspViewers;
import org.yuanjian.media.StreamId;

/// Main streams in H.265, 1280×720 with 25 pictures a second, are turned into H.264: what does each
/// cost, how late does a picture come, and does any get lost? Relay and transcoders share a core.
final class TranscodeBenchmark implements Benchmark {
    private static final int POINTS = 16;

    /// Every fourth camera has H.265 on its main stream.
    private static final int EVERY = 4;

    private static final int PICTURES_PER_SECOND = 25;
    private static final double MAX_CORES_EACH = 0.6;
    private static final double MAX_DELAY_MILLIS = 100;
    private static final double MIN_KEPT = 0.98;
    private static final double MILLIS = 1_000;
    private static final String DELAY = "yuanjian_transcode_delay_seconds{quantile=\"%s\"}";

    @Override
    public String name() {
        return "transcode";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        try (FleetProcess fleet = FleetProcess.start(run.bench(), POINTS, port + 4)) {
            Map<String, String> settings =
                    Map.of(
                            "yuanjian.cameras",
                            fleet.cameras().toString(),
                            "yuanjian.relay.transcoders",
                            "2");
            List<StreamId> streams = turned(run);
            try (RelayUnderTest relay =
                    RelayUnderTest.start(run.bench(), streams, port, settings)) {
                for (int count : List.of(1, 2)) {
                    measure(run, relay, count);
                }
            }
        }
    }

    private static List<StreamId> turned(BenchmarkRun run) throws IOException {
        List<StreamId> mains = RelayUnderTest.mainStreams(run.bench(), POINTS);
        List<StreamId> turned = new ArrayList<>();
        for (int i = EVERY - 1; i < mains.size(); i += EVERY) {
            turned.add(new StreamId(mains.get(i).point(), "main-h264"));
        }
        return turned;
    }

    private static void measure(BenchmarkRun run, RelayUnderTest relay, int streams)
            throws IOException, InterruptedException {
        try (RtspViewers viewers = RtspViewers.join(run.bench(), relay, streams, streams, 1)) {
            MeasuredWindow.pass(run.options().warmUp());
            RelayMeters before = meters(run, relay);
            MeasuredWindow window =
                    MeasuredWindow.begin(run, List.of(relay.process(), viewers.process()));
            MeasuredWindow.pass(run.options().window());
            RelayMeters after = meters(run, relay);
            MeasuredWindow.Usage usage = window.end();
            Turned turned = Turned.between(before, after, usage.seconds(), streams);
            run.add(turned.row(streams).put("relay_core", usage.cores(relay.process())));
            judge(run, turned, streams);
        }
        // Until the streams have been let go of.
        MeasuredWindow.pass(Duration.ofSeconds(20));
    }

    private static RelayMeters meters(BenchmarkRun run, RelayUnderTest relay)
            throws IOException, InterruptedException {
        return RelayMeters.read(relay.data(), run.options().port() + 6);
    }

    private static void judge(BenchmarkRun run, Turned turned, int streams) {
        String at = ", " + streams + (streams == 1 ? " stream" : " streams");
        run.add(Bar.atMost("cores of each" + at, turned.coresEach(), MAX_CORES_EACH));
        run.add(Bar.atLeast("pictures that came out" + at, turned.kept(), MIN_KEPT));
        if (streams == 1) {
            run.add(Bar.atMost("delay p95, ms" + at, turned.p95Millis(), MAX_DELAY_MILLIS));
        }
    }

    /// What came of it in a window.
    ///
    /// @param kept pictures that came out over those that the cameras made
    private record Turned(
            double coresEach,
            double fpsIn,
            double fpsOut,
            double kept,
            double p50,
            double p95Millis) {
        static Turned between(RelayMeters before, RelayMeters after, double seconds, int streams) {
            double cores =
                    (after.value("yuanjian_transcode_cpu_seconds_total")
                                    - before.value("yuanjian_transcode_cpu_seconds_total"))
                            / seconds;
            double in = rate(before, after, "in") / seconds;
            double out = rate(before, after, "out") / seconds;
            return new Turned(
                    cores / streams,
                    in / streams,
                    out / streams,
                    out / streams / PICTURES_PER_SECOND,
                    after.value(DELAY.formatted("0.5")) * MILLIS,
                    after.value(DELAY.formatted("0.95")) * MILLIS);
        }

        private static double rate(RelayMeters before, RelayMeters after, String what) {
            String name = "yuanjian_transcode_pictures_total{what=\"%s\"}".formatted(what);
            return after.value(name) - before.value(name);
        }

        Row row(int streams) {
            return new Row()
                    .put("streams", streams)
                    .put("core_each", coresEach)
                    .put("fps_in_each", fpsIn)
                    .put("fps_out_each", fpsOut)
                    .put("p50_ms", p50)
                    .put("p95_ms", p95Millis);
        }
    }
}

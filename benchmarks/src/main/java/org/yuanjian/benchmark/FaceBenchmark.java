package org.yuanjian.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.yuanjian.benchmark.load.FaceCallers;
import org.yuanjian.benchmark.load.FacePhotos;
import org.yuanjian.benchmark.machine.ProcessUsage;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceSettings;
import org.yuanjian.face.FaceVerifier;

/// Two pictures of a phone each, from the files to what is suggested, presence included: how soon
/// with one thread, how many a second on two cores, and does memory stay flat over ten thousand?
final class FaceBenchmark implements Benchmark {
    private static final int PHOTOS = 24;
    private static final int WARM_UPS = 50;
    private static final int SINGLE = 300;
    private static final int QUICK_SINGLE = 60;
    private static final int MANY = 10_000;
    private static final int QUICK_MANY = 600;
    private static final int CALLERS = 4;
    private static final int CORES = 2;
    private static final int EVERY = 100;
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double MAX_P50_MILLIS = 200;
    private static final double MIN_PER_SECOND = 12;
    private static final double MAX_SLOPE = 1;
    private static final double MAX_START_SECONDS = 5;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "face";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        Path root = run.bench().root();
        List<FacePhotos.Photos> photos =
                FacePhotos.read(root.resolve("../shared/faces").normalize(), PHOTOS);
        try {
            start(run);
            single(run, photos);
            many(run, photos);
        } catch (FaceException e) {
            throw new IOException("the verifier: " + e.reason() + ", " + e.getMessage(), e);
        }
        MeasuredWindow.pass(Duration.ofSeconds(1));
        long left = ProcessHandle.current().descendants().filter(FaceBenchmark::isJava).count();
        run.add(Bar.atMost("processes left behind", (double) left, 0));
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("java") && process.isAlive();
    }

    private static FaceVerifier verifier(BenchmarkRun run, int workers) {
        Path root = run.bench().root();
        Path own = root.resolve("models");
        Path models = Files.isDirectory(own) ? own : root.resolve("../shared/models").normalize();
        return new FaceVerifier(
                new FaceSettings(
                        models,
                        root.resolve("config/face-models.properties"),
                        root.resolve(".yuanjian/natives"),
                        workers,
                        Duration.ofSeconds(10),
                        Optional.empty()));
    }

    /// The first start of all on a machine also unpacks the libraries; it is told and not bound.
    private static void start(BenchmarkRun run) throws FaceException {
        for (String of : List.of("the first start", "start")) {
            try (FaceVerifier verifier = verifier(run, CORES)) {
                long began = System.nanoTime();
                verifier.start();
                double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
                run.add(new Row().put("of", of).put("seconds", seconds));
                if (of.equals("start")) {
                    run.add(Bar.atMost("start of the verifier, s", seconds, MAX_START_SECONDS));
                }
            }
        }
    }

    private static void single(BenchmarkRun run, List<FacePhotos.Photos> photos)
            throws IOException, InterruptedException, FaceException {
        try (FaceVerifier verifier = verifier(run, 1)) {
            FaceCallers callers = new FaceCallers(verifier, photos);
            verifier.start();
            callers.run(1, WARM_UPS, _ -> {});
            MeasuredWindow window = MeasuredWindow.begin(run, List.of());
            int count = run.options().quick() ? QUICK_SINGLE : SINGLE;
            FaceCallers.Report report = callers.run(1, count, _ -> {});
            window.end();
            run.add(row("one thread", report));
            run.add(Bar.atMost("a verification p50, ms", report.percentile(0.5), MAX_P50_MILLIS));
            run.add(Bar.atMost("without an answer", report.failed(), 0));
        }
    }

    private static Row row(String of, FaceCallers.Report report) {
        return new Row()
                .put("of", of)
                .put("verifications", report.millis().size())
                .put("failed", report.failed())
                .put("p50_ms", report.percentile(0.5))
                .put("p95_ms", report.percentile(0.95))
                .put("max_ms", report.percentile(1))
                .put("per_second", report.perSecond());
    }

    private static void many(BenchmarkRun run, List<FacePhotos.Photos> photos)
            throws IOException, InterruptedException, FaceException {
        Map<Integer, Double> memory = new ConcurrentSkipListMap<>();
        try (FaceVerifier verifier = verifier(run, CORES)) {
            verifier.start();
            FaceCallers callers = new FaceCallers(verifier, photos);
            // Until both threads have seen every size, memory grows for a reason.
            callers.run(CALLERS, run.options().quick() ? WARM_UPS : 10 * WARM_UPS, _ -> {});
            MeasuredWindow window = MeasuredWindow.begin(run, List.of());
            int count = run.options().quick() ? QUICK_MANY : MANY;
            FaceCallers.Report report =
                    callers.run(CALLERS, count, done -> note(memory, done, verifier.pid()));
            window.end();
            double slope = slope(memory);
            run.add(
                    row(CORES + " threads, " + CALLERS + " at once", report)
                            .put("rss_mib_first", memory.values().iterator().next())
                            .put("rss_mib_last", memory.getOrDefault(count, Double.NaN))
                            .put("rss_mib_per_1000", slope));
            run.add(Bar.atLeast("verifications", report.millis().size(), MANY));
            run.add(Bar.atLeast("verifications a second", report.perSecond(), MIN_PER_SECOND));
            run.add(Bar.atMost("memory, MiB per 1,000", slope, MAX_SLOPE));
            run.add(Bar.atMost("without an answer, of all", report.failed(), 0));
        }
    }

    private static void note(Map<Integer, Double> memory, int done, long pid) {
        if (done % EVERY == 0) {
            try {
                memory.put(done, ProcessUsage.of(pid).rssBytes() / BYTES_PER_MIB);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Least squares, in MiB per thousand.
    private static double slope(Map<Integer, Double> memory) {
        double meanX = memory.keySet().stream().mapToDouble(n -> n / 1000.0).average().orElse(0);
        double meanY = memory.values().stream().mapToDouble(mib -> mib).average().orElse(0);
        double up = 0;
        double down = 0;
        for (Map.Entry<Integer, Double> at : memory.entrySet()) {
            double x = at.getKey() / 1000.0 - meanX;
            up += x * (at.getValue() - meanY);
            down += x * x;
        }
        return up / down;
    }
}

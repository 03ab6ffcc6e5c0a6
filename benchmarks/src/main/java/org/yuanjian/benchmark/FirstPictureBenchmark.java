package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.yuanjian.benchmark.load.DemoProcess;
import org.yuanjian.benchmark.load.Percentiles;
import org.yuanjian.benchmark.load.WallBrowser;
import org.yuanjian.benchmark.load.WallBrowser.Picture;

/// A person clicks a point on the video wall: how soon does the picture move? Nothing is pinned
/// here: browser, cameras and relay share the machine as in the demo.
final class FirstPictureBenchmark implements Benchmark {
    private static final int CLICKS = 50;
    private static final int FIRST_CLICKS = 5;
    private static final int POINTS = 400;
    private static final double SHARE = 0.95;
    private static final double MAX_WARM_MILLIS = 300;
    private static final double MAX_COLD_MILLIS = 600;
    private static final double MAX_WAITING_MILLIS = 2_300;

    @Override
    public String name() {
        return "first-picture";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        List<String> warm = codes(run, CLICKS, i -> i < 2 * CLICKS && i % 2 == 0);
        // Cameras take turns in pairs: two begin with a key frame, two let one wait for the next
        // group of pictures.
        List<String> cold = codes(run, CLICKS, i -> i >= 2 * CLICKS && (i / 2) % 2 == 0);
        List<String> waiting =
                codes(run, CLICKS + FIRST_CLICKS, i -> i >= 2 * CLICKS && (i / 2) % 2 == 1);
        List<String> settings =
                List.of(
                        "--points",
                        Integer.toString(POINTS),
                        "--",
                        "--yuanjian.relay.keep-open="
                                + String.join(
                                        ",", warm.stream().map(code -> code + "/sub").toList()));
        try (DemoProcess demo =
                DemoProcess.start(
                        run.bench(),
                        run.options().port(),
                        run.bench().folder().resolve("demo"),
                        settings)) {
            MeasuredWindow.pass(run.options().warmUp());
            WallBrowser browser = new WallBrowser(run.bench(), demo);
            // The first clicks of a fresh process show how it warms up, not how it serves.
            report(
                    run,
                    "first clicks, not counted",
                    browser.click(waiting.subList(CLICKS, CLICKS + FIRST_CLICKS)));
            judge(run, "warm", browser.click(warm), MAX_WARM_MILLIS);
            judge(run, "cold, key frame on request", browser.click(cold), MAX_COLD_MILLIS);
            judge(
                    run,
                    "cold, next GOP awaited",
                    browser.click(waiting.subList(0, CLICKS)),
                    MAX_WAITING_MILLIS);
        }
    }

    private static List<String> codes(BenchmarkRun run, int count, IntPredicate chosen)
            throws IOException {
        List<String> lines = Files.readAllLines(run.bench().root().resolve("config/points.csv"));
        return IntStream.range(0, POINTS)
                .filter(i -> chosen.test(i) && i % 256 != 255)
                .limit(count)
                .mapToObj(i -> lines.get(i + 1).substring(0, lines.get(i + 1).indexOf(',')))
                .toList();
    }

    private static void judge(BenchmarkRun run, String of, List<Picture> pictures, double limit) {
        report(run, of, pictures);
        run.add(Bar.atMost(of + " p95, ms", times(pictures).at(SHARE), limit));
    }

    private static void report(BenchmarkRun run, String of, List<Picture> pictures) {
        Percentiles times = times(pictures);
        run.add(
                new Row()
                        .put("of", of)
                        .put("clicks", times.count())
                        .put("p50_ms", times.at(0.5))
                        .put("p95_ms", times.at(SHARE))
                        .put("max_ms", times.max())
                        .put(
                                "by_whep",
                                pictures.stream().filter(p -> p.way().endsWith("whep")).count()));
    }

    /// A point that showed nothing took longer than any other.
    private static Percentiles times(List<Picture> pictures) {
        return Percentiles.of(pictures.stream().mapToDouble(Picture::millis));
    }
}

package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yuanjian.benchmark.load.DemoProcess;
import org.yuanjian.benchmark.load.Percentiles;
import org.yuanjian.benchmark.load.WallWatch;

/// The wall in Chromium with software decoding, the fleet on the same machine: how smooth are nine
/// and sixteen cells, how soon do all nine move when a tour's page turns, and how soon does an
/// enlarged cell show its main stream?
final class WallBenchmark implements Benchmark {
    private static final int SECONDS = 60;
    private static final int TURNS = 20;
    private static final int FRAMES_A_SECOND = 15;
    private static final String CITY = "440100";
    private static final double MIN_SHOWN = 0.95;
    private static final double MAX_GAP_MILLIS = 400;
    private static final double MAX_TURN_P50 = 500;
    private static final double MAX_TURN_P95 = 1_500;
    private static final int ENLARGED = 9;
    private static final double MAX_MAIN_P95 = 1_000;
    private static final double MAX_WAITING_P95 = 2_300;

    @Override
    public String name() {
        return "wall";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        boolean isQuick = run.options().quick();
        int seconds = isQuick ? SECONDS / 4 : SECONDS;
        try (DemoProcess demo =
                DemoProcess.start(
                        run.bench(),
                        run.options().port(),
                        run.bench().folder().resolve("demo"),
                        List.of())) {
            MeasuredWindow.pass(run.options().warmUp());
            // Of four cameras two begin with a key frame, two let one wait for the next group of
            // pictures; the fourth codes its main stream as H.265, a few have B-frames.
            List<String> prompt = codes(run, isQuick ? ENLARGED / 2 : ENLARGED, i -> i % 4 < 2);
            List<String> waiting =
                    codes(run, isQuick ? ENLARGED - ENLARGED / 2 : ENLARGED, WallBenchmark::waits);
            List<String> all = Stream.concat(prompt.stream(), waiting.stream()).toList();
            WallWatch watch =
                    WallWatch.run(
                            run.bench(),
                            demo,
                            new WallWatch.Plan(CITY, seconds, isQuick ? 4 : TURNS, all));
            watch.grids().forEach(grid -> judge(run, grid, seconds));
            judgeTurns(run, Percentiles.of(watch.turns()));
            judge(run, "enlarged, key frame on request", of(watch, prompt), MAX_MAIN_P95);
            judge(run, "enlarged, next GOP awaited", of(watch, waiting), MAX_WAITING_P95);
        }
    }

    /// A page on which a picture never moved took longer than any other.
    private static void judgeTurns(BenchmarkRun run, Percentiles turns) {
        run.add(
                new Row()
                        .put("of", "page of a tour to all nine moving")
                        .put("turns", turns.count())
                        .put("p50_ms", turns.at(0.5))
                        .put("p95_ms", turns.at(0.95))
                        .put("max_ms", turns.max()));
        run.add(Bar.atMost("page turn p50, ms", turns.at(0.5), MAX_TURN_P50));
        run.add(Bar.atMost("page turn p95, ms", turns.at(0.95), MAX_TURN_P95));
    }

    private static boolean waits(int i) {
        return i % 4 == 2 && i % 16 != 2;
    }

    private static List<String> codes(BenchmarkRun run, int count, IntPredicate chosen)
            throws IOException {
        List<String> lines = Files.readAllLines(run.bench().root().resolve("config/points.csv"));
        return IntStream.range(0, lines.size() - 1)
                .filter(chosen)
                .limit(count)
                .mapToObj(i -> lines.get(i + 1).substring(0, lines.get(i + 1).indexOf(',')))
                .toList();
    }

    private static List<WallWatch.Enlarged> of(WallWatch watch, List<String> codes) {
        return watch.enlarged().stream().filter(one -> codes.contains(one.code())).toList();
    }

    private static void judge(
            BenchmarkRun run, String of, List<WallWatch.Enlarged> cells, double most) {
        Percentiles large = times(cells, WallWatch.Enlarged::large);
        Percentiles main = times(cells, WallWatch.Enlarged::main);
        Percentiles gaps = times(cells, WallWatch.Enlarged::gap);
        run.add(
                new Row()
                        .put("of", of)
                        .put("cells", cells.size())
                        .put("large_p95_ms", large.at(0.95))
                        .put("main_p50_ms", main.at(0.5))
                        .put("main_p95_ms", main.at(0.95))
                        .put("longest_gap_ms", gaps.max()));
        run.add(Bar.atMost(of + ", main stream p95, ms", main.at(0.95), most));
        run.add(Bar.atMost(of + ", longest gap, ms", gaps.max(), MAX_GAP_MILLIS));
    }

    private static Percentiles times(
            List<WallWatch.Enlarged> cells, ToDoubleFunction<WallWatch.Enlarged> time) {
        return Percentiles.of(cells.stream().mapToDouble(time));
    }

    private static void judge(BenchmarkRun run, WallWatch.Grid grid, int seconds) {
        double sent = (double) FRAMES_A_SECOND * seconds;
        double least = grid.frames().stream().mapToDouble(frames -> frames / sent).min().orElse(0);
        double all = grid.frames().stream().mapToDouble(frames -> frames).sum();
        double received = grid.received().stream().mapToDouble(frames -> frames).sum();
        double gap = grid.gaps().stream().mapToDouble(millis -> millis).max().orElse(0);
        run.add(
                new Row()
                        .put("of", grid.cells() + " cells")
                        .put("playing", grid.frames().size())
                        .put("fps_per_cell", all / grid.cells() / seconds)
                        .put("received_fps", received / grid.cells() / seconds)
                        .put("shown_by_the_worst", least)
                        .put("longest_gap_ms", gap)
                        .put("browser_core", grid.cores()));
        String of = grid.cells() + " cells";
        run.add(Bar.atLeast(of + " playing", (double) grid.frames().size(), grid.cells()));
        run.add(Bar.atLeast(of + ", share of frames shown by the worst", least, MIN_SHOWN));
        run.add(Bar.atMost(of + ", longest gap, ms", gap, MAX_GAP_MILLIS));
    }
}

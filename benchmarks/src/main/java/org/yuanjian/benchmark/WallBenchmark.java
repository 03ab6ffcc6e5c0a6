package org.yuanjian.benchmark;

import java.io.IOException;
import java.util.List;
import org.yuanjian.benchmark.load.DemoProcess;
import org.yuanjian.benchmark.load.WallWatch;

/// The wall in Chromium with software decoding, the fleet on the same machine: how smooth are nine
/// and sixteen cells, and how soon do all nine move when a tour's page turns?
final class WallBenchmark implements Benchmark {
    private static final int SECONDS = 60;
    private static final int TURNS = 20;
    private static final int FRAMES_A_SECOND = 15;
    private static final String CITY = "440100";
    private static final double MIN_SHOWN = 0.95;
    private static final double MAX_GAP_MILLIS = 400;
    private static final double MAX_TURN_P50 = 500;
    private static final double MAX_TURN_P95 = 1_500;

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
            WallWatch watch = WallWatch.run(run.bench(), demo, CITY, seconds, isQuick ? 4 : TURNS);
            watch.grids().forEach(grid -> judge(run, grid, seconds));
            run.add(
                    new Row()
                            .put("of", "page of a tour to all nine moving")
                            .put("turns", watch.turns().size())
                            .put("p50_ms", quantile(watch.turns(), 0.5))
                            .put("p95_ms", quantile(watch.turns(), 0.95))
                            .put("max_ms", quantile(watch.turns(), 1)));
            run.add(Bar.atMost("page turn p50, ms", quantile(watch.turns(), 0.5), MAX_TURN_P50));
            run.add(Bar.atMost("page turn p95, ms", quantile(watch.turns(), 0.95), MAX_TURN_P95));
        }
    }

    private static void judge(BenchmarkRun run, WallWatch.Grid grid, int seconds) {
        double sent = (double) FRAMES_A_SECOND * seconds;
        double least = grid.frames().stream().mapToDouble(frames -> frames / sent).min().orElse(0);
        double all = grid.frames().stream().mapToDouble(frames -> frames).sum();
        double gap = grid.gaps().stream().mapToDouble(millis -> millis).max().orElse(0);
        run.add(
                new Row()
                        .put("of", grid.cells() + " cells")
                        .put("playing", grid.frames().size())
                        .put("fps_per_cell", all / grid.cells() / seconds)
                        .put("shown_by_the_worst", least)
                        .put("longest_gap_ms", gap)
                        .put("browser_core", grid.cores()));
        String of = grid.cells() + " cells";
        run.add(Bar.atLeast(of + " playing", (double) grid.frames().size(), grid.cells()));
        run.add(Bar.atLeast(of + ", share of frames shown by the worst", least, MIN_SHOWN));
        run.add(Bar.atMost(of + ", longest gap, ms", gap, MAX_GAP_MILLIS));
    }

    /// A page on which a picture never moved took longer than any other.
    private static double quantile(List<Double> millis, double share) {
        double[] sorted =
                millis.stream()
                        .mapToDouble(one -> one < 0 ? Double.POSITIVE_INFINITY : one)
                        .sorted()
                        .toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}

package org.yuanjian.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.benchmark.machine.Workbench;

/// What `src/main/js/wall.mjs` saw of the wall in Chromium.
///
/// @param turns milliseconds from each turn of a tour's page until all its pictures moved; below 0
///   where one did not before the next turn
public record WallWatch(List<Grid> grids, List<Double> turns) {

    /// One layout of the wall.
    ///
    /// @param cores the browser took
    /// @param frames shown in each cell
    /// @param gaps longest time without a frame in each cell, in milliseconds
    public record Grid(int cells, double cores, List<Double> frames, List<Double> gaps) {}

    /// @param place what is put on the wall
    /// @param seconds each layout is watched
    /// @param turns of the tour
    public static WallWatch run(
            Workbench bench, DemoProcess demo, String place, int seconds, int turns)
            throws IOException, InterruptedException {
        Path root = bench.root();
        Process node =
                new ProcessBuilder(
                                "node",
                                root.resolve("benchmarks/src/main/js/wall.mjs").toString(),
                                root.resolve("supervision-console/ui").toString(),
                                demo.value("console"),
                                demo.value("user"),
                                place,
                                Integer.toString(seconds),
                                Integer.toString(turns))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (Writer in = node.outputWriter()) {
            in.write(demo.value("password") + "\n");
        }
        WallWatch watch = new WallWatch(new ArrayList<>(), new ArrayList<>());
        try (BufferedReader out = node.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.equals("end")) {
                watch.take(line.split(" ", -1));
                line = out.readLine();
            }
            if (node.waitFor() != 0 || line == null) {
                throw new IOException("the browser did not come to an end");
            }
        }
        return watch;
    }

    private void take(String[] words) throws IOException {
        switch (words[0]) {
            case "grid" ->
                    grids.add(
                            new Grid(
                                    Integer.parseInt(words[1]),
                                    Double.parseDouble(words[2]),
                                    new ArrayList<>(),
                                    new ArrayList<>()));
            case "cell" -> {
                grids.getLast().frames().add(Double.valueOf(words[1]));
                grids.getLast().gaps().add(Double.valueOf(words[2]));
            }
            case "turn" -> turns.add(Double.valueOf(words[1]));
            default -> throw new IOException("the browser says " + words[0]);
        }
    }
}

package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.benchmark.machine.Workbench;

/// What `src/main/js/wall.mjs` saw of the wall in Chromium.
///
/// @param turns milliseconds from when each page of a tour had to turn until it had and all its
///   pictures moved; below 0 where one did not before the next turn
public record WallWatch(List<Grid> grids, List<Double> turns, List<Enlarged> enlarged) {

    /// What is done there.
    ///
    /// @param place what is put on the wall
    /// @param seconds each layout is watched
    /// @param turns of the tour
    /// @param codes of points that are enlarged, nine on the wall at a time
    public record Plan(String place, int seconds, int turns, List<String> codes) {}

    /// One layout of the wall.
    ///
    /// @param cores the browser took
    /// @param frames shown in each cell
    /// @param gaps longest time without a frame in each cell, in milliseconds
    /// @param received frames that came for each cell
    public record Grid(
            int cells,
            double cores,
            List<Double> frames,
            List<Double> gaps,
            List<Double> received) {}

    /// How a cell was enlarged, in milliseconds from the key.
    ///
    /// @param large until the large cell was on the screen
    /// @param main until the main stream's first frame; below 0 where none came
    /// @param gap longest time without a frame until then
    public record Enlarged(String code, double large, double main, double gap) {}

    /// Opens the wall of a demo and does what the plan says.
    public static WallWatch run(Workbench bench, DemoProcess demo, Plan plan)
            throws IOException, InterruptedException {
        List<String> input = new ArrayList<>(List.of(demo.value("password")));
        input.addAll(plan.codes());
        NodeScript script =
                NodeScript.atDemo(
                        bench.root(), "wall", demo, plan.place(), plan.seconds(), plan.turns());
        WallWatch watch = new WallWatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String line : script.run(input)) {
            watch.take(line.split(" ", -1));
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
                                    new ArrayList<>(),
                                    new ArrayList<>()));
            case "cell" -> {
                grids.getLast().frames().add(Double.valueOf(words[1]));
                grids.getLast().gaps().add(Double.valueOf(words[2]));
                grids.getLast().received().add(Double.valueOf(words[3]));
            }
            case "enlarged" ->
                    enlarged.add(
                            new Enlarged(
                                    words[1],
                                    Double.parseDouble(words[2]),
                                    Double.parseDouble(words[3]),
                                    Double.parseDouble(words[4])));
            case "turn" -> turns.add(Double.valueOf(words[1]));
            default -> throw new IOException("the browser says " + words[0]);
        }
    }
}

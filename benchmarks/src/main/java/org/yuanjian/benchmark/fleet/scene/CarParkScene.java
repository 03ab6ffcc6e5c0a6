package org.yuanjian.benchmark.fleet.scene;

/// A car park from above the entrance: parked cars, one that drives through, somebody on foot.
final class CarParkScene implements Scene {
    private static final int LINE = 0xeceadf;

    @Override
    public void drawPlace(Sketch sketch) {
        sketch.fade(0, 0, WIDTH, HEIGHT, 0x8f918d, 0x747672).box(0, 0, WIDTH, 60, 0x7d917f);
        int[] trees = {30, 118, 212, 318, 424, 520, 612};
        for (int i = 0; i < trees.length; i++) {
            int green = i % 2 == 0 ? 0x68856c : 0x5d7a63;
            sketch.oval(trees[i], 24 + i % 2 * 8, 46, 27, green);
            sketch.opacity(.1).oval(trees[i] - 12, 16 + i % 2 * 8, 20, 11, 0xffffff).opacity(1);
        }
        sketch.box(0, 56, WIDTH, 10, 0xbdbab0);
        sketch.opacity(.75).colour(LINE);
        for (int i = 0; i < 8; i++) {
            sketch.line(40 + i * 86, 78, 26 + i * 86, 162, 3);
            sketch.line(-14 + i * 112, 244, -44 + i * 112, 360, 4);
        }
        sketch.opacity(.6).line("M250 204h120l-16-12M370 204l-16 12", 5, LINE).opacity(1);
        int[] paints = {0xc9cccb, 0x37474f, 0xe2e2de, 0x6d4a42, 0xa9b0b2};
        int[] lots = {76, 162, 334, 420, 592};
        for (int i = 0; i < lots.length; i++) {
            int paint = paints[i];
            sketch.at(lots[i], 122, .92, .92, () -> Figures.car(sketch, 0, paint));
        }
        sketch.at(512, 312, 1.3, 1.3, () -> Figures.car(sketch, 0, 0x43535b));
    }

    @Override
    public void drawLife(Sketch sketch, double turn) {
        stroller(sketch, turn);
        double way = Math.clamp(turn / .72, 0, 1);
        double x = -110 + 880 * way;
        if (way < 1) {
            sketch.at(x, 212, 1.15, 1.15, () -> Figures.car(sketch, way * 16, 0xdedfdb));
        }
        double back = (turn + .35) % 1;
        if (back < .6) {
            double left = 760 - 900 * (back / .6);
            sketch.at(left, 256, -1.25, 1.25, () -> Figures.car(sketch, back * 18, 0x7d5148));
        }
    }

    private static void stroller(Sketch sketch, double turn) {
        double way = turn < .5 ? turn * 2 : 2 - turn * 2;
        double heading = turn < .5 ? 1.05 : -1.05;
        sketch.at(
                230 + 180 * way,
                186 - 12 * way,
                heading,
                1.05,
                () -> Figures.walker(sketch, turn * 12, 0x5a6a73));
    }

    @Override
    public void drawForeground(Sketch sketch) {
        sketch.opacity(.9).box(-4, 318, 120, 9, 0xb2482f).opacity(1);
        for (int i = 0; i < 3; i++) {
            sketch.box(18 + i * 36, 318, 16, 9, 0xe9e6dc);
        }
        sketch.box(10, 300, 26, 60, 0xd3cfc2).box(8, 296, 30, 7, 0x8d897c);
    }
}

package org.yuanjian.benchmark.fleet.scene;

/// The gate of a yard: it slides open, a car drives in, a guard watches.
final class GateScene implements Scene {
    @Override
    public void drawPlace(Sketch sketch) {
        sketch.fade(0, 0, WIDTH, 150, 0xb9cbd3, 0xdde4e2);
        sketch.fill("M0 128q90-58 190-34 90-50 200-8 110-46 250 12v80H0z", 0x9db0a8);
        sketch.fill("M0 146q140-40 270-14 160-36 370 8v60H0z", 0x8aa093);
        sketch.fade(0, 190, WIDTH, 170, 0x8d8c85, 0x6e6d68);
        sketch.fill("M270 190h110l190 170H110z", 0x565958);
        sketch.opacity(.6)
                .line("M325 200l-2 22M322 236l-3 32M317 286l-4 44", 4, 0xe5e1d2)
                .opacity(1);
        sketch.box(24, 108, 120, 104, 0xd9d5c9).box(16, 98, 136, 14, 0x9a4b3d);
        sketch.box(44, 132, 70, 46, 0x33444d).opacity(.3).box(44, 132, 70, 8, 0xffffff).opacity(1);
        sketch.box(154, 110, 16, 104, 0xc9c4b4).box(492, 110, 16, 104, 0xc9c4b4);
        sketch.box(512, 116, 92, 92, 0xe2dfd4).box(520, 124, 76, 18, Rooms.PLATE);
        sketch.words("社区矫正中心", 558, 137, 11, Rooms.PLATE_INK);
        sketch.colour(0x8d8b80).line(524, 156, 588, 156, 3).line(524, 170, 580, 170, 3);
        sketch.colour(0x8d8b80).line(524, 184, 570, 184, 3);
    }

    @Override
    public void drawLife(Sketch sketch, double turn) {
        double breeze = 1.6 * Math.sin(turn * 2 * Math.PI);
        double nod = 2 * Math.sin(turn * 4 * Math.PI);
        sketch.at(80, 178, .95, .95, () -> Figures.bust(sketch, nod, 0x2b3a44));
        sketch.box(44, 178, 70, 34, 0xd9d5c9);
        sketch.at(634, 150, .9, .9, () -> Figures.tree(sketch, breeze));
        bars(sketch, open(turn));
        car(sketch, turn);
        guard(sketch, turn);
    }

    /// How far the gate is open, 0 to 1.
    private static double open(double turn) {
        double rise = Math.clamp((turn - .08) / .16, 0, 1);
        double fall = Math.clamp((turn - .74) / .16, 0, 1);
        return smooth(rise) - smooth(fall);
    }

    private static double smooth(double value) {
        return value * value * (3 - 2 * value);
    }

    private static void bars(Sketch sketch, double open) {
        double left = 170 + 250 * open;
        sketch.colour(0x66727a);
        for (double x = left + 8; x < 492; x += 13) {
            sketch.line(x, 130, x, 206, 3.4);
        }
        sketch.line(left, 138, 492, 138, 5).line(left, 198, 492, 198, 5);
        sketch.oval(left + 10, 210, 4, 4, 0x2c3336).oval(482, 210, 4, 4, 0x2c3336);
    }

    /// Comes from behind the gate, through it and out of the picture at the right.
    private static void car(Sketch sketch, double turn) {
        double way = Math.clamp((turn - .22) / .5, 0, 1);
        if (way <= 0 || way >= 1) {
            return;
        }
        double scale = .7 + 1.5 * way * way;
        double x = 330 + 420 * way * way;
        sketch.at(x, 204 + 96 * way, scale, scale, () -> Figures.car(sketch, way * 14, 0xd3d6d6));
    }

    private static void guard(Sketch sketch, double turn) {
        double way = .5 - .5 * Math.cos(turn * 2 * Math.PI);
        double heading = turn < .5 ? 1.4 : -1.4;
        boolean walks = Math.sin(turn * 2 * Math.PI) * Math.signum(.5 - turn) > .25;
        double step = walks ? turn * 12 : 0;
        sketch.at(180 + 46 * way, 276, heading, 1.4, () -> Figures.walker(sketch, step, 0x54646e));
    }
}

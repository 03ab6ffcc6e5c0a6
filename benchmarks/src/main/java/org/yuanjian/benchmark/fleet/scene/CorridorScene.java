package org.yuanjian.benchmark.fleet.scene;

/// A corridor: one comes, one goes.
final class CorridorScene implements Scene {
    @Override
    public void drawPlace(Sketch sketch) {
        sketch.box(0, 0, WIDTH, HEIGHT, 0x868d87);
        sketch.shade("M0 0 260 120v96L0 360z", 0xc9cdc6, 0x959c95);
        sketch.shade("M640 0 380 120v96l260 144z", 0x8f968f, 0xc9cdc6);
        sketch.fill("M0 0h640L380 120H260z", 0xdcdfd8);
        sketch.fade(0, 216, WIDTH, 144, 0x777a74, 0x9c9e96);
        sketch.shade("M0 216H262L0 360z", 0xbcc0b9, 0x959c95);
        sketch.shade("M640 216H378L640 360z", 0x8f968f, 0xbcc0b9);
        sketch.box(260, 120, 120, 96, 0xaab0a8);
        Rooms.door(sketch, 300, 138, 40, 78);
        sketch.opacity(.95);
        sketch.fill("M250 20h140l-12 14H262zM272 54h96l-8 10h-80zM286 82h68l-6 7h-56z", 0xfffff6);
        sketch.opacity(1);
        leaf(sketch, "M60 92l62 24v166l-62 38z", "M74 130l30 10v48l-30 6z");
        leaf(sketch, "M160 130l40 16v110l-40 24z", "M170 156l20 7v36l-20 4z");
        leaf(sketch, "M580 92l-62 24v166l62 38z", "M566 130l-30 10v48l30 6z");
        leaf(sketch, "M480 130l-40 16v110l40 24z", "M470 156l-20 7v36l20 4z");
        sketch.fill("M140 104h34v16l-34-6z", 0x2f4b5c).box(292, 122, 56, 11, Rooms.PLATE);
        sketch.words("安全出口", 320, 130.6, 8, 0xbfe0cf);
        sketch.opacity(.55).line("M0 330 260 208M640 330 380 208", 5, 0x5a7a88);
        sketch.opacity(.07).line("M300 216 250 360M340 216l50 144", 2, 0);
        sketch.line("M252 222h136M222 240h196M180 262h280M120 300h400", 1.4, 0).opacity(1);
    }

    private static void leaf(Sketch sketch, String door, String pane) {
        sketch.fill(door, 0x7a6b57).opacity(.6).fill(pane, 0xa9b6b8).opacity(1);
    }

    @Override
    public void drawLife(Sketch sketch, double turn) {
        double far = turn;
        walker(sketch, far, false, 0x46555d, turn);
        double near = (turn + .55) % 1;
        walker(sketch, near, true, 0x6a5c50, turn);
    }

    /// @param way 0 to 1: how much of the corridor is behind
    private static void walker(Sketch sketch, double way, boolean comes, int coat, double turn) {
        double depth = comes ? way : 1 - way;
        // Equal steps on the floor look longer the nearer they are.
        double near = .62 / (1.62 - depth) - .38;
        double scale = .75 + 2.2 * near;
        double x = comes ? 300 - 70 * near : 344 + 80 * near;
        double fade = Math.min(1, Math.min(way, 1 - way) * 14);
        sketch.at(
                x,
                222 + 190 * near,
                comes ? scale : -scale,
                scale,
                () -> {
                    if (fade > .5) {
                        Figures.walker(sketch, turn * 12, coat);
                    }
                });
    }
}

package org.yuanjian.benchmark.fleet.scene;

/// The declaration room: three officials behind a long desk, somebody before them.
final class DeclarationScene implements Scene {
    @Override
    public void drawPlace(Sketch sketch) {
        sketch.fade(0, 0, WIDTH, 192, 0xc9c3b8, 0xaca598).box(0, 0, WIDTH, 30, 0xe2ded4);
        Rooms.lamp(sketch, 80, 10, 110);
        Rooms.lamp(sketch, 270, 10, 110);
        Rooms.lamp(sketch, 460, 10, 110);
        Rooms.floor(sketch, 190, 0x7f7463, 0x5d5447);
        sketch.box(150, 42, 340, 124, 0x5b6f7a).opacity(.12).box(150, 42, 340, 5, 0xffffff);
        sketch.opacity(1).words("宣告室", 320, 94, 30, 0xeef2f2);
        sketch.opacity(.5).colour(0xeef2f2).line(230, 112, 410, 112, 1.2).opacity(1);
        Rooms.door(sketch, 46, 74, 62, 128);
        Rooms.notice(sketch, 524, 66, 84, 74);
        sketch.at(584, 210, 1.25, 1.25, () -> Figures.plant(sketch, 0));
    }

    @Override
    public void drawLife(Sketch sketch, double turn) {
        double wave = Math.sin(turn * 2 * Math.PI);
        double quick = Math.sin(turn * 6 * Math.PI);
        sketch.at(250, 196, 1.35, 1.35, () -> Figures.bust(sketch, -1.5 * wave, 0x2c3c46));
        sketch.at(320, 196, 1.35, 1.35, () -> Figures.bust(sketch, 1.2 * quick, 0x2c3c46));
        sketch.at(390, 196, 1.35, 1.35, () -> Figures.bust(sketch, 2 * wave, 0x2c3c46));
        sketch.fill("M180 186h280l22 20H158z", 0xa98f6a).box(158, 206, 324, 42, 0x79644a);
        sketch.opacity(.2).box(158, 206, 324, 4, 0).opacity(1);
        page(sketch, turn);
        sketch.box(262, 186, 3, 12, 0x23292c).box(372, 186, 3, 12, 0x23292c);
        clerk(sketch, turn);
        sketch.box(232, 288, 50, 56, 0x4b4438).box(352, 288, 50, 56, 0x4b4438);
        sketch.at(378, 316, 2, 2, () -> Figures.back(sketch, 1.4 * wave, 0x5a6660));
        sketch.fill("M336 316q42-8 84 0v44h-84z", 0x443d32);
    }

    /// A sheet from which is read.
    private static void page(Sketch sketch, double turn) {
        double tilt = 4 * Math.sin(turn * 4 * Math.PI);
        sketch.turned(320, 190, tilt, () -> sketch.fill("M306 184h28l3 12h-34z", 0xeceee8));
    }

    /// Brings papers in by the door and goes out again.
    private static void clerk(Sketch sketch, double turn) {
        double way = turn < .2 || turn > .8 ? -1 : Math.sin((turn - .2) / .6 * Math.PI);
        if (way < 0) {
            return;
        }
        double heading = turn < .5 ? 1.45 : -1.45;
        sketch.at(
                76 + 84 * way,
                236 + 18 * way,
                heading,
                1.45,
                () -> Figures.walker(sketch, turn * 10, 0x4c5d6b));
    }
}

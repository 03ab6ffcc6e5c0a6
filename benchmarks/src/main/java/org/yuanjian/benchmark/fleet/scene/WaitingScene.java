package org.yuanjian.benchmark.fleet.scene;

/// A waiting room: rows of chairs, some taken, somebody who walks by.
final class WaitingScene implements Scene {
    @Override
    public void drawPlace(Sketch sketch) {
        sketch.fade(0, 0, WIDTH, 170, 0xcfd0c6, 0xb2b4aa).box(0, 0, WIDTH, 28, 0xe0e0d8);
        Rooms.lamp(sketch, 60, 9, 130);
        Rooms.lamp(sketch, 260, 9, 130);
        Rooms.lamp(sketch, 460, 9, 130);
        Rooms.floor(sketch, 168, 0x96938a, 0x6d6a62);
        Rooms.plate(sketch, 40, 58, 120, "候见区");
        Rooms.notice(sketch, 40, 92, 120, 50);
        Rooms.screen(sketch, 232, 46, 160, 88);
        Rooms.door(sketch, 536, 56, 66, 124);
        sketch.box(424, 70, 76, 50, 0xb9bcae).box(428, 74, 68, 42, 0x7f9a8c);
        sketch.fill("M428 116l20-24 14 14 12-18 22 28z", 0x5d7a6a).oval(480, 84, 5, 5, 0xe9e3cc);
        sketch.at(616, 192, 1.1, 1.1, () -> Figures.plant(sketch, 0));
    }

    @Override
    public void drawLife(Sketch sketch, double turn) {
        board(sketch, turn);
        passer(sketch, turn);
        row(sketch, 118, 206, 1.3, 0x5d7380);
        double nod = 2.5 * Math.sin(turn * 2 * Math.PI);
        sketch.at(196, 206, 1.3, 1.3, () -> Figures.sitter(sketch, nod, 0x6a5a4c));
        sketch.at(362, 206, -1.3, 1.3, () -> Figures.sitter(sketch, -nod, 0x4c5d55));
        row(sketch, 88, 288, 1.8, 0x536976);
        double look = 3 * Math.sin(turn * 4 * Math.PI);
        sketch.at(214, 286, 1.8, 1.8, () -> Figures.sitter(sketch, look, 0x565f6b));
        sketch.at(452, 286, -1.8, 1.8, () -> Figures.sitter(sketch, nod / 2, 0x7b6f60));
    }

    private static void row(Sketch sketch, double x, double y, double scale, int colour) {
        for (int i = 0; i < (scale > 1.5 ? 5 : 6); i++) {
            Rooms.chair(sketch, x + i * 43 * scale, y, scale, colour);
        }
        double length = (scale > 1.5 ? 5 : 6) * 43 * scale;
        sketch.colour(0x2c3336)
                .line(x - 6, y + 9.7 * scale, x + length, y + 9.7 * scale, 2.8 * scale);
    }

    /// Lines on the screen that change from time to time.
    private static void board(Sketch sketch, double turn) {
        int page = (int) (turn * 4);
        sketch.opacity(.75).colour(0xc3d6de);
        for (int i = 0; i < 3; i++) {
            sketch.line(252, 72 + i * 18, 310 + (page * 37 + i * 23) % 62, 72 + i * 18, 4);
        }
        sketch.opacity(1).oval(372, 72 + page % 3 * 18, 3.5, 3.5, 0xe6b95f);
    }

    /// Walks along the wall to the door and back.
    private static void passer(Sketch sketch, double turn) {
        double way = turn < .5 ? turn * 2 : 2 - turn * 2;
        double x = -40 + 560 * way;
        double heading = turn < .5 ? 1.25 : -1.25;
        sketch.at(x, 196, heading, 1.25, () -> Figures.walker(sketch, turn * 14, 0x5f6f7a));
    }
}

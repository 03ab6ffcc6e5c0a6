package org.yuanjian.benchmark.fleet.scene;

/// The study room: a teacher before a screen, listeners at tables.
final class StudyScene implements Scene {
    private static final int[] COATS = {0x5a6660, 0x6d5f52, 0x4c5d6b, 0x59666b, 0x7b6f60};

    @Override
    public void drawPlace(Sketch sketch) {
        sketch.fade(0, 0, WIDTH, 176, 0xc6ccc9, 0xaab2ae).box(0, 0, WIDTH, 26, 0xdee1db);
        Rooms.lamp(sketch, 70, 8, 120);
        Rooms.lamp(sketch, 260, 8, 120);
        Rooms.lamp(sketch, 450, 8, 120);
        Rooms.floor(sketch, 174, 0x8d8578, 0x645d52);
        Rooms.plate(sketch, 40, 52, 96, "学习室");
        for (int i = 0; i < 2; i++) {
            double x = 500 + i * 66;
            sketch.box(x, 48, 58, 92, 0x8fa9b4).opacity(.35);
            sketch.fill("M" + (x + 4) + " 140l24-92h12l-24 92z", 0xffffff).opacity(1);
            sketch.colour(0xe2e4df).line(x, 94, x + 58, 94, 2).line(x + 29, 48, x + 29, 140, 2);
        }
        Rooms.notice(sketch, 44, 84, 88, 66);
        sketch.box(196, 40, 236, 116, 0xd9dcd6).box(201, 45, 226, 106, 0xf3f5f1);
    }

    @Override
    public void drawLife(Sketch sketch, double turn) {
        slide(sketch, turn);
        teacher(sketch, turn);
        sketch.box(150, 152, 34, 46, 0x76624a).fill("M144 146h46l4 8h-54z", 0xa98f6a);
        for (int row = 0; row < 2; row++) {
            double scale = row == 0 ? 1.15 : 1.7;
            double y = row == 0 ? 236 : 322;
            for (int seat = 0; seat < 3; seat++) {
                double spread = row == 0 ? 150 : 210;
                listener(sketch, 320 + (seat - 1) * spread, y, scale, row * 3 + seat, turn);
            }
        }
    }

    /// Four pages in a loop.
    private static void slide(Sketch sketch, double turn) {
        int page = (int) (turn * 4);
        sketch.words(page % 2 == 0 ? "社区矫正" : "遵纪守法", 314, 76, 20, 0x2f4b5c);
        sketch.colour(0x9aa6a8);
        for (int i = 0; i < 3; i++) {
            sketch.line(224, 94 + i * 16, 330 + (page * 31 + i * 17) % 72, 94 + i * 16, 4);
        }
        sketch.box(404 - page * 4, 132, 8 + page * 4, 5, 0x0b5f78);
    }

    private static void teacher(Sketch sketch, double turn) {
        double way = .5 - .5 * Math.cos(turn * 2 * Math.PI);
        double speed = Math.abs(Math.sin(turn * 2 * Math.PI));
        double heading = turn < .5 ? 1.45 : -1.45;
        double step = speed > .3 ? turn * 10 : 0;
        sketch.at(440 + 60 * way, 206, heading, 1.45, () -> Figures.walker(sketch, step, 0x2c3c46));
    }

    private static void listener(
            Sketch sketch, double x, double y, double scale, int person, double turn) {
        double sway = 1.3 * Math.sin(turn * 2 * Math.PI * (1 + person % 3) + person);
        sketch.at(
                x,
                y,
                scale,
                scale,
                () -> {
                    sketch.fill("M-54-14h108l6 9h-120z", 0xb9a27c).box(-60, -5, 120, 4, 0x8b7a5e);
                    sketch.box(-56, -1, 5, 30, 0x54503f).box(51, -1, 5, 30, 0x54503f);
                    sketch.fill("M8-13h20l3 6h-24z", 0xeceee8);
                });
        if (person == 4) {
            return;
        }
        sketch.at(
                x - 10,
                y + 16 * scale,
                scale * .95,
                scale * .95,
                () -> Figures.back(sketch, sway, COATS[person % COATS.length]));
        sketch.at(
                x - 10, y, scale, scale, () -> sketch.fill("M-17 12q17-4 34 0v28h-34z", 0x3d474c));
    }
}

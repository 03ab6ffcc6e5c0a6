package org.yuanjian.benchmark.fleet.scene;

/// Walls, floors, lights and furniture that stand in several scenes.
final class Rooms {
    static final int PLATE = 0x2f4b5c;
    static final int PLATE_INK = 0xe9eff1;

    private Rooms() {}

    /// A long lamp under the ceiling with its glow.
    static void lamp(Sketch sketch, double x, double y, double width) {
        sketch.opacity(.1).oval(x + width / 2, y + 2.5, width * .9, 25, 0xffffff);
        sketch.opacity(.95).box(x, y, width, 5, 0xfdfdf6).opacity(1);
    }

    /// A tiled floor from the horizon down.
    static void floor(Sketch sketch, double horizon, int far, int near) {
        sketch.fade(0, horizon, Scene.WIDTH, Scene.HEIGHT - horizon, far, near);
        sketch.opacity(.09).colour(0);
        for (int i = -8; i <= 8; i++) {
            sketch.line(320 + i * 42, horizon, 320 + i * 95, Scene.HEIGHT, 1);
        }
        sketch.opacity(.08).colour(0);
        double y = horizon;
        for (double step = 17; y + step < Scene.HEIGHT; step *= 1.42) {
            y += step;
            sketch.line(0, y, Scene.WIDTH, y, 1);
        }
        sketch.opacity(1);
    }

    /// A door of wood with a pane of glass, its foot at `y` + `height`.
    static void door(Sketch sketch, double x, double y, double width, double height) {
        sketch.box(x - 3, y - 3, width + 6, height + 3, 0x6a5b48);
        sketch.box(x, y, width, height, 0x7f6f59);
        sketch.opacity(.7)
                .box(x + width * .3, y + height * .12, width * .4, height * .3, 0xaab9be)
                .opacity(1);
        sketch.oval(x + width * .86, y + height * .56, 1.8, 1.8, 0xdddddd);
    }

    /// A plate on the wall with the name of the place.
    static void plate(Sketch sketch, double x, double y, double width, String text) {
        sketch.box(x, y, width, 21, PLATE);
        sketch.words(text, x + width / 2, y + 15.4, 13, PLATE_INK);
    }

    /// A sheet on the wall with lines nobody has to read.
    static void notice(Sketch sketch, double x, double y, double width, double height) {
        sketch.opacity(.12).box(x + 2, y + 2, width, height, 0).opacity(1);
        sketch.box(x, y, width, height, 0xe3e6e0).box(x + 8, y + 8, width * .5, 4, 0xa85c4c);
        sketch.colour(0x8d9794);
        double row = 20;
        for (int i = 0; row < height - 6; i++, row += 9) {
            double length = width * (i % 3 == 2 ? .5 : .72 + i % 2 * .1);
            sketch.line(x + 9, y + row, x + length, y + row, 2.4);
        }
    }

    /// A chair of a row, seen from the front, its seat at `y`.
    static void chair(Sketch sketch, double x, double y, double scale, int colour) {
        sketch.at(
                x,
                y,
                scale,
                scale,
                () -> {
                    sketch.box(0, -24, 36, 24, colour).fill("M-2 0h40l3 7h-46z", colour);
                    sketch.opacity(.16).colour(0xffffff).line(-1, 0, 37, 0, 1);
                    sketch.opacity(.14).box(0, -24, 36, 3, 0xffffff).opacity(1);
                });
    }

    /// A dark screen with a bright picture on it.
    static void screen(Sketch sketch, double x, double y, double width, double height) {
        sketch.box(x, y, width, height, 0x141b1f);
        sketch.box(x + 6, y + 6, width - 12, height - 12, 0x3d6074);
    }

    /// Darkens the corners, as a wide lens does.
    static void vignette(Sketch sketch) {
        sketch.fill(
                new java.awt.Rectangle(Scene.WIDTH, Scene.HEIGHT),
                new java.awt.RadialGradientPaint(
                        320,
                        165,
                        430,
                        new float[] {.5f, 1},
                        new java.awt.Color[] {
                            new java.awt.Color(0, true), new java.awt.Color(0, 0, 0, 95)
                        }));
    }
}

package org.yuanjian.benchmark.fleet.scene;

/// People, cars and plants that stand in several scenes. People are silhouettes without faces.
final class Figures {
    static final int DARK = 0x262c2f;
    static final int HAIR = 0x2c2a29;

    private static final double STRIDE = 24;

    private Figures() {}

    /// Somebody on foot, standing on 0, 0 and 66 units tall.
    ///
    /// @param step how far through a stride, any number; a whole number stands still
    static void walker(Sketch sketch, double step, int coat) {
        double swing = Math.sin(step * 2 * Math.PI) * STRIDE;
        double bob = -Math.abs(Math.sin(step * 2 * Math.PI)) * 1.4;
        sketch.opacity(.22).oval(3, 1, 15, 4, 0).opacity(1);
        sketch.turned(-2, -27 + bob, swing, () -> leg(sketch, -5, bob));
        sketch.turned(2, -27 + bob, -swing, () -> leg(sketch, -1, bob));
        sketch.turned(-8, -44 + bob, -swing * .8, () -> arm(sketch, -11, bob, coat));
        sketch.turned(8, -44 + bob, swing * .8, () -> arm(sketch, 6.5, bob, coat));
        sketch.at(
                0,
                bob,
                1,
                1,
                () -> {
                    sketch.fill("M-9.5-47q9.5-7 19 0l.5 23q-10 3-20 0z", coat);
                    head(sketch, 0, -57);
                });
    }

    private static void leg(Sketch sketch, double x, double bob) {
        sketch.at(x, bob, 1, 1, () -> sketch.fill("M0-28h6.5l-.5 28h-6z", DARK));
    }

    private static void arm(Sketch sketch, double x, double bob, int coat) {
        sketch.at(
                x,
                bob,
                1,
                1,
                () -> sketch.fill("M0-46q3-1 4.5 0v21q-2.5 2.5-4.5 0z", darker(coat)));
    }

    /// Head and shoulders behind a desk, standing on 0, 8.
    ///
    /// @param lean how far the head leans forward, in units
    static void bust(Sketch sketch, double lean, int coat) {
        sketch.fill("M-17 8q-1-31 10-34 7-3 14 0 11 3 10 34z", coat);
        sketch.fill("M-3-30h6v8h-6z", darker(HAIR));
        head(sketch, lean, -38 + Math.abs(lean) * .4);
    }

    /// Somebody on a chair, seen from the side; the seat is at 0, 0.
    ///
    /// @param nod how far the head leans forward, in units
    static void sitter(Sketch sketch, double nod, int coat) {
        sketch.opacity(.2).oval(4, 21, 17, 4, 0).opacity(1);
        sketch.fill("M-10-6h21q4 2 3 6l-3 20h-5l0-16h-4l-1 16h-5l-6-20z", DARK);
        sketch.fill("M-11-29q11-7 21 0l3 25h-25z", coat);
        sketch.fill("M7-22q7 8 9 16l-4 2-8-11z", darker(coat));
        head(sketch, nod, -39 + Math.abs(nod) * .3);
    }

    /// Somebody seen from behind, shoulders at 0, 0.
    static void back(Sketch sketch, double sway, int coat) {
        sketch.fill("M-22 14q-2-36 13-40 9-3 18 0 15 4 13 40z", coat);
        sketch.opacity(.12).line("M0-24q2 20 0 36", 2, 0).opacity(1);
        sketch.oval(sway, -40, 9.5, 11.5, HAIR);
    }

    private static void head(Sketch sketch, double x, double y) {
        sketch.oval(x, y, 6.5, 7.8, HAIR);
    }

    /// A car seen from the side, heading right, its wheels on 0, 23.
    static void car(Sketch sketch, double wheels, int paint) {
        sketch.opacity(.25).oval(0, 19, 48, 7, 0).opacity(1);
        sketch.fill("M-45 13q-1-14 10-16l13-14q20-6 40 0l14 14q13 2 12 16l-2 5h-85z", paint);
        sketch.opacity(.85).fill("M-28-4l10-11q16-4 31 0l10 11z", 0x1e272c).opacity(1);
        sketch.colour(paint).line(-4, -17, -4, -4, 2.4);
        sketch.opacity(.16).box(-44, 8, 87, 2, 0).opacity(1);
        sketch.box(39, 3, 6, 4, 0xf4ecc8).box(-45, 3, 4, 5, 0xa8433a);
        wheel(sketch, -27, wheels);
        wheel(sketch, 26, wheels);
    }

    private static void wheel(Sketch sketch, double x, double turn) {
        sketch.oval(x, 16, 7.4, 7.4, 0x15191b).oval(x, 16, 3.4, 3.4, 0x9aa3a6);
        sketch.turned(
                x, 16, turn * 360, () -> sketch.colour(0x15191b).line(x - 3, 16, x + 3, 16, 1.2));
    }

    static void plant(Sketch sketch, double sway) {
        sketch.fill("M-9 0h18l-2 20h-14z", 0x7b6a58);
        sketch.turned(
                0,
                0,
                sway,
                () ->
                        sketch.fill(
                                "M0 0q-22-12-20-38 12 8 18 26 0-26 8-42 10 18 0 40 8-14 20-20"
                                        + "-2 22-24 34z",
                                0x4c6150));
    }

    static void tree(Sketch sketch, double sway) {
        sketch.box(-5, -6, 10, 64, 0x5d5142);
        sketch.turned(
                0,
                40,
                sway,
                () -> {
                    sketch.oval(0, -40, 40, 52, 0x56705c).oval(-22, -22, 26, 30, 0x4f6855);
                    sketch.oval(20, -18, 26, 28, 0x5e7a64).oval(4, -62, 24, 24, 0x648069);
                });
    }

    static int darker(int colour) {
        return ((colour >> 1) & 0x7f7f7f) + ((colour >> 2) & 0x3f3f3f);
    }
}

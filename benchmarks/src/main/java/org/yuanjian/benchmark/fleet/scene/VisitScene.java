package org.yuanjian.benchmark.fleet.scene;

/// A room for video visits: somebody sits before a screen on which two relatives are seen.
final class VisitScene implements Scene {
    @Override
    public void drawPlace(Sketch sketch) {
        sketch.fade(0, 0, WIDTH, 236, 0xb9c1c2, 0x98a2a3);
        sketch.fill("M0 0h170v232L0 320z", 0xa2abab).colour(0x7f8887).line(170, 0, 170, 232, 1.2);
        for (int i = 0; i < 6; i++) {
            sketch.box(196 + i * 70, 40, 62, 130, 0x8d989a);
            sketch.opacity(.12).box(196 + i * 70, 40, 62, 4, 0xffffff).opacity(1);
        }
        sketch.box(0, 0, WIDTH, 22, 0xd2d7d6);
        Rooms.lamp(sketch, 250, 6, 170);
        sketch.fill("M0 320 170 232h470v128H0z", 0x6f6d68);
        sketch.opacity(.25).fill("M0 360V332L640 300v60z", 0).opacity(1);
        Rooms.plate(sketch, 30, 66, 104, "会见室");
        Rooms.notice(sketch, 34, 104, 96, 66);
        sketch.box(300, 66, 196, 118, 0x12181b);
        sketch.fade(307, 73, 182, 104, 0x587786, 0x40596a);
        sketch.oval(398, 70, 2, 2, 0x4f6a74);
    }

    @Override
    public void drawLife(Sketch sketch, double turn) {
        double wave = Math.sin(turn * 2 * Math.PI);
        double quick = Math.sin(turn * 6 * Math.PI);
        sketch.at(360, 168, 1.25, 1.25, () -> Figures.bust(sketch, 2 * wave, 0x293a44));
        sketch.at(432, 170, 1.1, 1.1, () -> Figures.bust(sketch, -2 * quick, 0x4a3f48));
        greeting(sketch, turn);
        sketch.box(300, 177, 196, 7, 0x12181b);
        sketch.fill("M214 226h370l34 40H186z", 0xb7a583).box(186, 266, 432, 26, 0x8b7a5e);
        sketch.opacity(.2).fill("M300 228h190l12 22H288z", 0xe8eef0).opacity(1);
        sketch.box(206, 292, 14, 50, 0x54503f).box(584, 292, 14, 50, 0x54503f);
        sketch.box(500, 196, 26, 36, 0x262d30).box(504, 200, 18, 10, 0x55707c);
        sketch.at(536, 252, 1, 1, () -> sketch.fill("M0 0h22l3-12h-28z", 0xdfe4e2));
        sketch.fill("M332 262h124l8 90H322z", 0x3d474c);
        sketch.at(394, 300, 2.3, 2.3, () -> Figures.back(sketch, 1.6 * wave, 0x4a5a52));
        sketch.fill("M330 296q64-12 128 0v64H330z", 0x353e43);
    }

    /// One of the relatives lifts a hand now and then.
    private static void greeting(Sketch sketch, double turn) {
        double lift = Math.max(0, Math.sin(turn * 2 * Math.PI));
        double shake = lift * 12 * Math.sin(turn * 24 * Math.PI);
        sketch.turned(
                384,
                158,
                shake - 12,
                () ->
                        sketch.line(382, 166, 388, 166 - 30 * lift, 7)
                                .oval(389, 163 - 31 * lift, 5, 6, 0x2c2a29));
    }
}

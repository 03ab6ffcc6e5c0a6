package org.yuanjian.benchmark.fleet.scene;

/// The service window of an office: clerks behind glass, a visitor who comes and goes. Most video
/// points look at one, so there are several offices.
final class CounterScene implements Scene {
    private final Office office;

    /// What tells one office from another.
    ///
    /// @param plate words over the window
    /// @param wall colour of the wall's top and, darker, of its foot
    /// @param desk colour of the front of the desk
    /// @param mirrored whether door and notice have changed sides
    /// @param start when in the loop the visitor comes
    private record Office(String plate, int wall, int desk, boolean mirrored, double start) {}

    private CounterScene(Office office) {
        this.office = office;
    }

    static CounterScene grey() {
        return new CounterScene(new Office("社区矫正服务窗口", 0xc4cac5, 0x6d7f88, false, 0));
    }

    static CounterScene sand() {
        return new CounterScene(new Office("接待登记", 0xcdc6b8, 0x86745d, true, .45));
    }

    static CounterScene sky() {
        return new CounterScene(new Office("矫正中心服务窗口", 0xbfcbd0, 0x4f7482, false, .7));
    }

    private double side(double x, double width) {
        return office.mirrored() ? WIDTH - x - width : x;
    }

    @Override
    public void drawPlace(Sketch sketch) {
        int foot = Figures.darker(office.wall()) + 0x1a1a1a;
        sketch.fade(0, 0, WIDTH, 200, office.wall(), foot).box(0, 0, WIDTH, 34, 0xd9dcd6);
        Rooms.lamp(sketch, 90, 12, 120);
        Rooms.lamp(sketch, 300, 12, 120);
        Rooms.lamp(sketch, 500, 14, 90);
        Rooms.floor(sketch, 196, 0x8b8c84, 0x63655f);
        Rooms.plate(sketch, 210, 56, 220, office.plate());
        Rooms.notice(sketch, side(36, 112), 60, 112, 78);
        Rooms.door(sketch, side(562, 58), 70, 58, 128);
        double queue = side(474, 56);
        sketch.box(queue, 84, 56, 32, 0x141b1f).box(queue + 4, 88, 48, 24, 0x35505e);
        sketch.words("请排队", queue + 28, 105, 12, 0xe6b95f);
        sketch.at(side(606, 0), 214, 1.15, 1.15, () -> Figures.plant(sketch, 0));
    }

    @Override
    public void drawLife(Sketch sketch, double turn) {
        double wave = Math.sin(turn * 2 * Math.PI);
        double nod = 3 * Math.sin(turn * 6 * Math.PI);
        sketch.at(250, 178, 1.25, 1.25, () -> Figures.bust(sketch, 2.5 * wave, 0x31424d));
        sketch.at(396, 178, 1.25, 1.25, () -> Figures.bust(sketch, nod, 0x3a4a44));
        desk(sketch, turn);
        double sway = 2 * Math.sin(turn * 4 * Math.PI);
        double waits = office.mirrored() ? 272 : 236;
        sketch.at(waits + sway, 318, 1.9, 1.9, () -> Figures.walker(sketch, 0, 0x6d5f52));
        double shifted = turn + office.start();
        visitor(sketch, shifted - Math.floor(shifted));
    }

    private void desk(Sketch sketch, double turn) {
        sketch.fill("M150 172h360l26 22H126z", 0xcbb994);
        sketch.fade(126, 194, 410, 74, office.desk(), Figures.darker(office.desk()));
        sketch.opacity(.18).box(126, 194, 410, 5, 0).opacity(1);
        sketch.box(280, 152, 34, 22, 0x1d262b).box(424, 152, 34, 22, 0x1d262b);
        double paper = 192 + 26 * Math.max(0, Math.sin(turn * 2 * Math.PI));
        sketch.at(paper, 184, 1, 1, () -> sketch.fill("M0 0h20l4 7h-22z", 0xeceee8));
        sketch.opacity(.16).box(196, 116, 256, 58, 0xdff0f4);
        sketch.opacity(.7).colour(0xe9f3f5);
        sketch.line(322, 116, 322, 172, 3).line(196, 116, 196, 172, 3).line(452, 116, 452, 172, 3);
        sketch.opacity(1);
    }

    /// Comes in, stays a while at the second window, goes again.
    private void visitor(Sketch sketch, double turn) {
        double out = turn < .3 ? 1 - turn / .3 : turn < .62 ? 0 : (turn - .62) / .38;
        double heading = turn < .5 ? -1.8 : 1.8;
        sketch.at(
                404 + 330 * out,
                316 + 14 * out,
                heading,
                1.8,
                () -> Figures.walker(sketch, out * 5, 0x59666b));
    }

    @Override
    public void drawForeground(Sketch sketch) {
        sketch.colour(0x3a4348).line(40, 356, 40, 262, 5).line(112, 356, 112, 262, 5);
        sketch.line("M40 278q36 14 72 0", 5, 0x8f3f33);
        sketch.oval(40, 260, 5, 4, 0x4b555a).oval(112, 260, 5, 4, 0x4b555a);
    }
}

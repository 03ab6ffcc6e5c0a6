package org.yuanjian.benchmark.fleet.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.Locale;

/// Paints the pictures of one scene in one size. Not for several threads at once.
public final class ScenePainter {
    private static final int BLUR = 9;

    private final Scene scene;
    private final Look look;
    private final double scale;
    private final BufferedImage place;
    private final BufferedImage picture;

    public ScenePainter(Scene scene, Look look, int width, int height) {
        this.scene = scene;
        this.look = look;
        this.scale = (double) width / Scene.WIDTH;
        this.picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.place = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        draw(
                place,
                sketch -> {
                    scene.drawPlace(sketch);
                    Rooms.vignette(sketch);
                });
    }

    /// The picture at `turn` of the loop, the stopwatch showing `millis`; valid until the next
    /// call.
    public BufferedImage paint(double turn, long millis) {
        if (look == Look.BLACK) {
            return picture;
        }
        double seen = look == Look.FROZEN ? .35 : turn;
        draw(picture, sketch -> drawAll(sketch, seen));
        BufferedImage result = look == Look.BLURRED ? blurred() : picture;
        long shown = look == Look.FROZEN ? 0 : millis;
        draw(result, sketch -> stopwatch(sketch, shown));
        return result;
    }

    private void drawAll(Sketch sketch, double turn) {
        if (look == Look.COVERED) {
            cover(sketch);
            return;
        }
        Runnable life =
                () -> {
                    scene.drawLife(sketch, turn);
                    scene.drawForeground(sketch);
                };
        if (look == Look.SHIFTED) {
            sketch.box(0, 0, Scene.WIDTH, Scene.HEIGHT, 0x9aa09c);
            sketch.turned(
                    320,
                    180,
                    -7,
                    () ->
                            sketch.at(
                                    -330,
                                    24,
                                    1.6,
                                    1.6,
                                    () -> {
                                        sketch.image(place);
                                        life.run();
                                    }));
        } else {
            view(sketch, life);
        }
    }

    /// As it is, or the part of it that a camera sees when it was moved.
    private void view(Sketch sketch, Runnable life) {
        switch (look) {
            case VIEW_LEFT -> part(sketch, 0, -60, 1.5, life);
            case VIEW_RIGHT -> part(sketch, -320, -60, 1.5, life);
            case VIEW_NEAR -> part(sketch, -384, -180, 2.2, life);
            default -> {
                place.copyData(picture.getRaster());
                life.run();
            }
        }
    }

    private void part(Sketch sketch, double x, double y, double factor, Runnable life) {
        sketch.at(
                x,
                y,
                factor,
                factor,
                () -> {
                    sketch.image(place);
                    life.run();
                });
    }

    /// A cloth over the lens: dark, with light coming in at one corner.
    private static void cover(Sketch sketch) {
        sketch.fade(0, 0, Scene.WIDTH, Scene.HEIGHT, 0x2e2b28, 0x171615);
        sketch.opacity(.25).fill("M0 0h190q-40 90-190 130z", 0x7d776c);
        sketch.opacity(.12).fill("M0 0h300q-70 160-300 220z", 0x7d776c);
        sketch.opacity(.3);
        sketch.line("M120 360q60-190 260-360M300 360q40-150 210-330M470 360q20-110 170-250", 9, 0);
        sketch.opacity(1);
    }

    private BufferedImage blurred() {
        float[] weights = new float[BLUR * BLUR];
        Arrays.fill(weights, 1f / weights.length);
        int small = BLUR * 2;
        BufferedImage coarse =
                new BufferedImage(
                        picture.getWidth() / 4 + small,
                        picture.getHeight() / 4 + small,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D down = graphics(coarse);
        down.drawImage(picture, 0, 0, coarse.getWidth(), coarse.getHeight(), null);
        down.dispose();
        BufferedImage soft =
                new ConvolveOp(new Kernel(BLUR, BLUR, weights), ConvolveOp.EDGE_NO_OP, null)
                        .filter(coarse, null);
        Graphics2D up = graphics(picture);
        int border = BLUR / 2;
        up.drawImage(
                soft,
                0,
                0,
                picture.getWidth(),
                picture.getHeight(),
                border,
                border,
                soft.getWidth() - border,
                soft.getHeight() - border,
                null);
        up.dispose();
        return picture;
    }

    /// Time since the loop began; never a time of day, which would be a lie in a loop.
    private static void stopwatch(Sketch sketch, long millis) {
        String text =
                String.format(
                        Locale.ROOT,
                        "%02d:%02d.%d",
                        millis / 60_000,
                        millis / 1000 % 60,
                        millis / 100 % 10);
        sketch.opacity(.45).words(text, 50, 28, 17, 0);
        sketch.opacity(1).words(text, 49, 27, 17, 0xf6f8f8);
    }

    private void draw(BufferedImage onto, java.util.function.Consumer<Sketch> drawing) {
        Graphics2D graphics = graphics(onto);
        graphics.scale(scale, scale);
        drawing.accept(new Sketch(graphics));
        graphics.dispose();
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return graphics;
    }
}

package org.yuanjian.benchmark.fleet.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The pen of the scenes: few strokes, colours as `0xRRGGBB`, positions in the scene's 640 × 360
/// units.
public final class Sketch {
    private static final Map<String, Shape> OUTLINES = new ConcurrentHashMap<>();

    private final Graphics2D graphics;
    private double opacity = 1;

    Sketch(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /// Makes what follows translucent: 0 is nothing, 1 is solid.
    Sketch opacity(double value) {
        opacity = value;
        return this;
    }

    Sketch box(double x, double y, double width, double height, int colour) {
        return fill(new Rectangle2D.Double(x, y, width, height), ink(colour));
    }

    /// A box that changes from the first colour at its top to the second at its bottom.
    Sketch fade(double x, double y, double width, double height, int top, int bottom) {
        Paint paint =
                new GradientPaint(0, (float) y, ink(top), 0, (float) (y + height), ink(bottom));
        return fill(new Rectangle2D.Double(x, y, width, height), paint);
    }

    /// An outline that changes colour from the left edge to the right.
    Sketch shade(String outline, int left, int right) {
        Shape shape = outline(outline);
        Rectangle2D bounds = shape.getBounds2D();
        return fill(
                shape,
                new GradientPaint(
                        (float) bounds.getMinX(),
                        0,
                        ink(left),
                        (float) bounds.getMaxX(),
                        0,
                        ink(right)));
    }

    Sketch oval(double centreX, double centreY, double radiusX, double radiusY, int colour) {
        return fill(
                new Ellipse2D.Double(
                        centreX - radiusX, centreY - radiusY, 2 * radiusX, 2 * radiusY),
                ink(colour));
    }

    Sketch fill(String outline, int colour) {
        return fill(outline(outline), ink(colour));
    }

    Sketch line(String outline, double width, int colour) {
        graphics.setPaint(ink(colour));
        graphics.setStroke(
                new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(outline(outline));
        return this;
    }

    Sketch line(double x1, double y1, double x2, double y2, double width) {
        graphics.setStroke(
                new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new java.awt.geom.Line2D.Double(x1, y1, x2, y2));
        return this;
    }

    Sketch colour(int colour) {
        graphics.setPaint(ink(colour));
        return this;
    }

    /// Words, centred at `x`, standing on `y`.
    Sketch words(String text, double x, double y, double size, int colour) {
        return fill(Lettering.outline(text, x, y, size), ink(colour));
    }

    Sketch fill(Shape shape, Paint paint) {
        graphics.setPaint(paint);
        graphics.fill(shape);
        return this;
    }

    /// A picture made before, over the whole scene.
    void image(java.awt.Image picture) {
        graphics.drawImage(picture, 0, 0, Scene.WIDTH, Scene.HEIGHT, null);
    }

    /// Draws in a space moved to `x`, `y` and scaled; negative scales mirror.
    void at(double x, double y, double scaleX, double scaleY, Runnable drawing) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.scale(scaleX, scaleY);
        drawing.run();
        graphics.setTransform(before);
    }

    /// Draws in a space turned by `degrees` about `x`, `y`.
    void turned(double x, double y, double degrees, Runnable drawing) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(Math.toRadians(degrees), x, y);
        drawing.run();
        graphics.setTransform(before);
    }

    private Color ink(int colour) {
        return new Color(
                (colour >> 16) & 0xFF, (colour >> 8) & 0xFF, colour & 0xFF, (int) (opacity * 255));
    }

    private static Shape outline(String text) {
        return OUTLINES.computeIfAbsent(text, PathText::parse);
    }
}

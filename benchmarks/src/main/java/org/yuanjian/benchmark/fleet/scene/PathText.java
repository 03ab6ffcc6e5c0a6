package org.yuanjian.benchmark.fleet.scene;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the short form of outlines: the path data of SVG 1.1 §8.3 with `M L H V C Q T Z`, large
/// letters absolute, small ones relative.
final class PathText {
    private static final Pattern TOKEN = Pattern.compile("([A-Za-z])|(-?(?:\\d+\\.?\\d*|\\.\\d+))");

    private final Path2D.Double path = new Path2D.Double();
    private final List<Double> numbers = new ArrayList<>();
    private double x;
    private double y;
    private double startX;
    private double startY;
    private double controlX;
    private double controlY;

    private PathText() {}

    static Path2D parse(String text) {
        PathText reader = new PathText();
        Matcher matcher = TOKEN.matcher(text);
        char command = ' ';
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                reader.run(command);
                command = matcher.group(1).charAt(0);
            } else {
                reader.numbers.add(Double.valueOf(matcher.group(2)));
            }
        }
        reader.run(command);
        return reader.path;
    }

    /// Carries out one command with all numbers gathered since its letter.
    private void run(char command) {
        boolean relative = Character.isLowerCase(command);
        switch (Character.toUpperCase(command)) {
            case 'M' -> moves(relative);
            case 'L' -> lines(relative, 0);
            case 'H', 'V' -> straights(Character.toUpperCase(command), relative);
            case 'C' -> cubics(relative);
            case 'Q' -> quads(relative);
            case 'T' -> smoothQuads(relative);
            case 'Z' -> close();
            default -> {
                // Before the first letter there is nothing to do.
            }
        }
        numbers.clear();
    }

    private double at(int index, boolean relative, boolean vertical) {
        double origin = relative ? (vertical ? y : x) : 0;
        return numbers.get(index) + origin;
    }

    private void moves(boolean relative) {
        x = at(0, relative, false);
        y = at(1, relative, true);
        startX = x;
        startY = y;
        path.moveTo(x, y);
        lines(relative, 2);
    }

    private void lines(boolean relative, int from) {
        for (int i = from; i + 1 < numbers.size(); i += 2) {
            lineTo(at(i, relative, false), at(i + 1, relative, true));
        }
    }

    private void straights(char command, boolean relative) {
        for (int i = 0; i < numbers.size(); i++) {
            lineTo(
                    command == 'H' ? at(i, relative, false) : x,
                    command == 'V' ? at(i, relative, true) : y);
        }
    }

    private void lineTo(double toX, double toY) {
        x = toX;
        y = toY;
        path.lineTo(x, y);
    }

    private void cubics(boolean relative) {
        for (int i = 0; i + 5 < numbers.size(); i += 6) {
            double endX = at(i + 4, relative, false);
            double endY = at(i + 5, relative, true);
            path.curveTo(
                    at(i, relative, false),
                    at(i + 1, relative, true),
                    at(i + 2, relative, false),
                    at(i + 3, relative, true),
                    endX,
                    endY);
            x = endX;
            y = endY;
        }
    }

    private void quads(boolean relative) {
        for (int i = 0; i + 3 < numbers.size(); i += 4) {
            quadTo(
                    at(i, relative, false),
                    at(i + 1, relative, true),
                    at(i + 2, relative, false),
                    at(i + 3, relative, true));
        }
    }

    private void smoothQuads(boolean relative) {
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            quadTo(
                    2 * x - controlX,
                    2 * y - controlY,
                    at(i, relative, false),
                    at(i + 1, relative, true));
        }
    }

    private void quadTo(double cx, double cy, double endX, double endY) {
        path.quadTo(cx, cy, endX, endY);
        controlX = cx;
        controlY = cy;
        x = endX;
        y = endY;
    }

    private void close() {
        path.closePath();
        x = startX;
        y = startY;
    }
}

package org.yuanjian.benchmark.fleet.scene;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Letters as outlines kept in a file, so that a scene looks the same on a machine without fonts.
/// [LetteringFile] makes the file.
final class Lettering {
    static final String FILE = "letters.txt";

    /// Units of an em in the file.
    static final int EM = 1000;

    private static final Map<Integer, Letter> LETTERS = read();

    private record Letter(double advance, Path2D outline) {}

    private Lettering() {}

    /// The outline of `text` in one line, centred at `x`, standing on `y`; letters that are not in
    /// the file are left out.
    static Shape outline(String text, double x, double y, double size) {
        Path2D.Double line = new Path2D.Double();
        double scale = size / EM;
        double at = x - width(text) * scale / 2;
        for (int letter : text.codePoints().toArray()) {
            Letter outline = LETTERS.get(letter);
            if (outline != null) {
                AffineTransform place = AffineTransform.getTranslateInstance(at, y);
                place.scale(scale, scale);
                line.append(outline.outline().getPathIterator(place), false);
                at += outline.advance() * scale;
            }
        }
        return line;
    }

    private static double width(String text) {
        return text.codePoints()
                .mapToObj(LETTERS::get)
                .mapToDouble(letter -> letter == null ? 0 : letter.advance())
                .sum();
    }

    /// A line holds the letter, its advance and its outline, with tabulators between.
    private static Map<Integer, Letter> read() {
        Map<Integer, Letter> letters = new HashMap<>();
        try (InputStream in = Lettering.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String[] parts = line.split("\t", 3);
                letters.put(
                        parts[0].codePointAt(0),
                        new Letter(Double.parseDouble(parts[1]), PathText.parse(parts[2])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return letters;
    }
}

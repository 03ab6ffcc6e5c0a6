package org.yuanjian.benchmark.fleet.scene;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes the outlines [Lettering] draws with, from a font installed on this machine (Noto Sans CJK
/// SC, SIL Open Font License). Run again when a scene needs a letter that is not there.
final class LetteringFile {
    private static final String LETTERS =
            "0123456789:. " + "接待服务窗口候见区会室社区矫正中心宣告学习停车场出入登记请排队等走廊办公谈话" + "严肃公正文明执法为民遵纪守安全通道口";

    private LetteringFile() {}

    /// @param arguments the file to write
    static void main(String[] arguments) throws IOException {
        Font font = new Font("Noto Sans CJK SC", Font.PLAIN, Lettering.EM);
        FontRenderContext context = new FontRenderContext(new AffineTransform(), true, true);
        String text =
                new TreeSet<>(LETTERS.codePoints().boxed().toList())
                        .stream()
                                .map(letter -> line(Character.toString(letter), font, context))
                                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(Path.of(arguments[0]), text, StandardCharsets.UTF_8);
    }

    private static String line(String letter, Font font, FontRenderContext context) {
        GlyphVector glyphs = font.createGlyphVector(context, letter);
        StringBuilder path = new StringBuilder();
        float[] point = new float[6];
        for (PathIterator steps = glyphs.getOutline().getPathIterator(null);
                !steps.isDone();
                steps.next()) {
            int step = steps.currentSegment(point);
            path.append("MLQCZ".charAt(step));
            int numbers = new int[] {2, 2, 4, 6, 0}[step];
            for (int i = 0; i < numbers; i++) {
                path.append(i == 0 ? "" : " ").append(Math.round(point[i]));
            }
        }
        return String.format(
                Locale.ROOT, "%s\t%.0f\t%s", letter, glyphs.getGlyphMetrics(0).getAdvance(), path);
    }
}

package org.yuanjian.console.paper;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// The one font of printed pages and burnt-in words: Noto Sans SC, under the SIL Open Font License.
/// It is read here and not by the Java runtime, which needs fonts of the system for that. Any
/// thread.
public final class PaperFont {
    private static final String FILE = "NotoSansSC-Regular.ttf";

    private final byte[] bytes;
    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final double unitsPerEm;

    private PaperFont(byte[] bytes) throws IOException {
        this.bytes = bytes;
        this.font = parse(bytes);
        this.glyphs = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    private static final class Holder {
        private static final PaperFont FONT = read();

        private static PaperFont read() {
            try (InputStream file = PaperFont.class.getResourceAsStream(FILE)) {
                if (file == null) {
                    throw new IOException("the font is not in this build: " + FILE);
                }
                return new PaperFont(file.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the font", e);
            }
        }
    }

    /// Read when it is asked for first; some 11 MB stay in memory from then on.
    public static PaperFont get() {
        return Holder.FONT;
    }

    private static TrueTypeFont parse(byte[] bytes) throws IOException {
        return new TTFParser().parse(new RandomAccessReadBuffer(bytes));
    }

    /// A copy of its own for one document, which closes it.
    TrueTypeFont open() throws IOException {
        return parse(bytes);
    }

    /// The outline of a line of text, its baseline beginning at the origin.
    ///
    /// @param size of an em, in pixels
    public synchronized Shape outline(String text, double size) {
        double scale = size / unitsPerEm;
        Path2D line = new Path2D.Double();
        double x = 0;
        try {
            for (int point : text.codePoints().toArray()) {
                int id = glyphs.getGlyphId(point);
                GlyphData glyph = font.getGlyph().getGlyph(id);
                if (glyph != null) {
                    AffineTransform there = AffineTransform.getTranslateInstance(x, 0);
                    there.scale(scale, -scale);
                    line.append(there.createTransformedShape(glyph.getPath()), false);
                }
                x += font.getAdvanceWidth(id) * scale;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font", e);
        }
        return line;
    }

    /// Whether every letter of the text has a shape.
    public boolean has(String text) {
        return text.codePoints().allMatch(point -> glyphs.getGlyphId(point) != 0);
    }
}

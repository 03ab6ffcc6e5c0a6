package org.yuanjian.console.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// A printable document on A4 pages, written from top to bottom: headings, facts, tables, pictures.
/// The letters it needs are embedded, no more. One thread; to be closed.
public final class Paper implements AutoCloseable {
    private static final float MARGIN = 54;
    private static final float BOTTOM = 60;
    private static final float BODY = 10;
    private static final float SMALL = 8.5f;
    private static final float HEAD = 13;
    private static final float TITLE = 18;
    private static final float LEADING = 1.5f;
    private static final float GAP = 6;
    private static final float FAINT = 0.35f;
    private static final int MOST_LINES = 24;

    private final PDDocument document = new PDDocument();
    private final PaperFont letters = PaperFont.get();
    private final PDType0Font font;
    private final String foot;
    private final List<PDPage> pages = new ArrayList<>();
    private PDPageContentStream ink;
    private float y;

    /// @param foot stands below each page, before its number
    public Paper(String foot) {
        this.foot = foot;
        try {
            this.font = PDType0Font.load(document, letters.open(), true);
            this.ink = newPage();
        } catch (IOException e) {
            throw new UncheckedIOException("a document cannot be begun", e);
        }
    }

    /// One column of a table.
    ///
    /// @param share of the width, as parts of the sum of all
    public record Column(String name, double share) {}

    private PDPageContentStream newPage() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        pages.add(page);
        y = page.getMediaBox().getHeight() - MARGIN;
        return new PDPageContentStream(document, page);
    }

    private static float width() {
        return PDRectangle.A4.getWidth() - 2 * MARGIN;
    }

    /// Begins a new page unless there is room for so much.
    private void need(float height) throws IOException {
        if (y - height < BOTTOM) {
            ink.close();
            ink = newPage();
        }
    }

    public void title(String text) {
        lines(text, TITLE, 0);
        y -= GAP;
    }

    public void heading(String text) {
        y -= GAP;
        lines(text, HEAD, 0);
        rule();
    }

    public void text(String text) {
        lines(text, BODY, 0);
        y -= GAP / 2;
    }

    /// Words that matter less.
    public void note(String text) {
        lines(text, SMALL, FAINT);
        y -= GAP / 2;
    }

    private void lines(String text, float size, float grey) {
        try {
            for (String line : wrap(text, size, width())) {
                need(size * LEADING);
                y -= size * LEADING;
                write(line, MARGIN, size, grey);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a document cannot be written", e);
        }
    }

    private void write(String text, float x, float size, float grey) throws IOException {
        ink.beginText();
        ink.setNonStrokingColor(grey);
        ink.setFont(font, size);
        ink.newLineAtOffset(x, y);
        ink.showText(text);
        ink.endText();
    }

    private void rule() {
        try {
            y -= GAP / 2;
            ink.setStrokingColor(FAINT);
            ink.setLineWidth(0.5f);
            ink.moveTo(MARGIN, y);
            ink.lineTo(MARGIN + width(), y);
            ink.stroke();
        } catch (IOException e) {
            throw new UncheckedIOException("a document cannot be written", e);
        }
    }

    /// Lines no wider than this; breaks behind any Chinese letter and between words.
    private List<String> wrap(String text, float size, float most) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String paragraph : printable(text).split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            float used = 0;
            for (String piece : Pieces.of(paragraph)) {
                float wide = font.getStringWidth(piece) / 1_000 * size;
                if (used + wide > most && !line.isEmpty()) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                    used = 0;
                }
                line.append(piece);
                used += wide;
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /// Without letters the font has no shape for.
    private String printable(String text) {
        StringBuilder known = new StringBuilder();
        text.codePoints()
                .filter(point -> point == '\n' || !Character.isISOControl(point))
                .forEach(point -> {
                    String letter = Character.toString(point);
                    known.append(point == '\n' || letters.has(letter) ? letter : "□");
                });
        return known.toString();
    }

    /// A table; its head comes again on each page.
    public void table(List<Column> columns, List<List<String>> rows) {
        try {
            head(columns);
            for (List<String> row : rows) {
                for (List<List<String>> part : parts(cells(columns, row, BODY - 1))) {
                    float height = height(part, BODY - 1);
                    if (y - height < BOTTOM) {
                        need(height);
                        head(columns);
                    }
                    cells(columns, part, BODY - 1, 0);
                }
                rule();
            }
            y -= GAP;
        } catch (IOException e) {
            throw new UncheckedIOException("a document cannot be written", e);
        }
    }

    /// A row higher than half a page goes on over several.
    private static List<List<List<String>>> parts(List<List<String>> cells) {
        int most = cells.stream().mapToInt(List::size).max().orElse(0);
        List<List<List<String>>> parts = new ArrayList<>();
        for (int i = 0; i < Math.max(1, most); i += MOST_LINES) {
            int from = i;
            parts.add(
                    cells.stream()
                            .map(lines ->
                                    lines.subList(
                                            Math.min(from, lines.size()),
                                            Math.min(from + MOST_LINES, lines.size())))
                            .toList());
        }
        return parts;
    }

    private void head(List<Column> columns) throws IOException {
        List<List<String>> cells =
                cells(columns, columns.stream().map(Column::name).toList(), SMALL);
        need(height(cells, SMALL) + 2 * BODY * LEADING);
        cells(columns, cells, SMALL, FAINT);
        rule();
    }

    private List<List<String>> cells(List<Column> columns, List<String> row, float size)
            throws IOException {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(wrap(row.get(i), size, wide(columns, i) - GAP));
        }
        return cells;
    }

    private static float wide(List<Column> columns, int column) {
        double all = columns.stream().mapToDouble(Column::share).sum();
        return (float) (width() * columns.get(column).share() / all);
    }

    private static float height(List<List<String>> cells, float size) {
        int most = cells.stream().mapToInt(List::size).max().orElse(1);
        return most * size * LEADING + GAP / 2;
    }

    private void cells(List<Column> columns, List<List<String>> cells, float size, float grey)
            throws IOException {
        float top = y;
        float x = MARGIN;
        for (int i = 0; i < cells.size(); i++) {
            y = top;
            for (String line : cells.get(i)) {
                y -= size * LEADING;
                write(line, x, size, grey);
            }
            x += wide(columns, i);
        }
        y = top - height(cells, size) + GAP / 2;
    }

    /// A JPEG of ours, as wide as this share of the page.
    public void picture(byte[] jpeg, double share) {
        try {
            PDImageXObject picture = PDImageXObject.createFromByteArray(document, jpeg, "picture");
            float wide = (float) (width() * share);
            float high = wide * picture.getHeight() / picture.getWidth();
            need(high + GAP);
            y -= high + GAP;
            ink.drawImage(picture, MARGIN, y, wide, high);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be printed", e);
        }
    }

    /// The finished document. Nothing can be written after it.
    public byte[] finish() {
        try {
            ink.close();
            for (int i = 0; i < pages.size(); i++) {
                try (PDPageContentStream below = below(pages.get(i))) {
                    ink = below;
                    y = BOTTOM / 2;
                    write(
                            printable(foot) + "  " + (i + 1) + " / " + pages.size(),
                            MARGIN,
                            SMALL,
                            FAINT);
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a document cannot be finished", e);
        }
    }

    private PDPageContentStream below(PDPage page) throws IOException {
        return new PDPageContentStream(
                document, page, PDPageContentStream.AppendMode.APPEND, true, true);
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a document cannot be closed", e);
        }
    }
}

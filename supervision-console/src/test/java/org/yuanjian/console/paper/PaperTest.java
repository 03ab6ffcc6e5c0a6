package org.yuanjian.console.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PaperTest {
    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    @Test
    void paper_chineseText_canBeReadBackAndEmbedsFewLetters() throws IOException {
        try (Paper paper = new Paper("通报")) {
            paper.title("广东省远程督察通报");
            paper.text("青榕司法所 · 宣告室：画面偏移，限 11-27 18:00。");
            byte[] pdf = paper.finish();

            assertThat(text(pdf)).contains("广东省远程督察通报").contains("青榕司法所").contains("1 / 1");
            assertThat(pdf.length).isLessThan(60_000);
        }
    }

    @Test
    void paper_longTable_goesOnOverPagesWithItsHead() throws IOException {
        try (Paper paper = new Paper("foot")) {
            List<Paper.Column> columns =
                    List.of(new Paper.Column("编号", 1), new Paper.Column("所见", 3));
            List<String> row = List.of("Q-1001", "左侧座席看不到，".repeat(12));
            paper.table(columns, Collections.nCopies(60, row));
            byte[] pdf = paper.finish();

            assertThat(pages(pdf)).isGreaterThan(2);
            assertThat(text(pdf).split("编号", -1).length - 1).isEqualTo(pages(pdf));
            assertThat(text(pdf).split("Q-1001", -1)).hasSize(61);
        }
    }

    @Test
    void paper_lettersWithoutShape_arePrintedAsBoxes() throws IOException {
        try (Paper paper = new Paper("foot")) {
            paper.text("\uD83D\uDE00 a\u0007b\tc");

            assertThat(text(paper.finish())).contains("□").contains("abc");
        }
    }

    @Test
    void pieces_closingMarksDoNotBeginALine() {
        assertThat(Pieces.of("看到了，Q-1001 好")).containsExactly("看", "到", "了，Q-1001", " ", "好");
    }

    @Test
    void mark_isInEveryQuarterAndNowhereElse() throws IOException {
        BufferedImage grey = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 640; x++) {
            for (int y = 0; y < 360; y++) {
                grey.setRGB(x, y, 0x808080);
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(grey, "jpeg", jpeg);

        BufferedImage marked =
                ImageIO.read(
                        new ByteArrayInputStream(
                                StillMark.burn(jpeg.toByteArray(), "周映川", "例行轮巡 11-26 09:14")));

        for (int quarter = 0; quarter < 4; quarter++) {
            assertThat(changed(marked, quarter % 2 * 320, quarter / 2 * 180))
                    .as("quarter %d", quarter)
                    .isBetween(500, 20_000);
        }
    }

    /// Pixels of a quarter that are clearly lighter or darker.
    private static int changed(BufferedImage picture, int left, int top) {
        int count = 0;
        for (int x = left; x < left + 320; x++) {
            for (int y = top; y < top + 180; y++) {
                int red = picture.getRGB(x, y) >> 16 & 0xFF;
                count += Math.abs(red - 0x80) > 20 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void words_bothLanguages_haveTheSameKeys() throws IOException {
        Properties english = new Properties();
        Properties chinese = new Properties();
        try (var one = PaperWords.class.getResourceAsStream("words.properties");
                var other = PaperWords.class.getResourceAsStream("words_zh.properties")) {
            english.load(one);
            chinese.load(other);
        }

        assertThat(english.keySet()).isEqualTo(chinese.keySet());
        assertThat(new PaperWords(Locale.SIMPLIFIED_CHINESE).named("kind", "moved"))
                .isEqualTo("画面偏移");
        assertThat(new PaperWords(Locale.GERMAN).named("kind", "moved")).isEqualTo("View moved");
        assertThat(new PaperWords(Locale.ENGLISH).named("kind", "none")).isEqualTo("none");
    }
}

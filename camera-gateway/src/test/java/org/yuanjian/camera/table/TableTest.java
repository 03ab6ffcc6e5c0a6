package org.yuanjian.camera.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.camera.table.TableProblem.Kind;

class TableTest {
    private static final Map<String, String> NAMES = Map.of("名称", "name");

    private static Table read(byte[] bytes) throws TableException {
        return Table.read("list", bytes, NAMES);
    }

    private static Table read(String text) throws TableException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static TableProblem problem(byte[] bytes) {
        return catchThrowableOfType(TableException.class, () -> read(bytes)).first();
    }

    private static TableProblem problem(String text) {
        return problem(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void read_chineseText_inEitherEncoding(String encoding) throws Exception {
        Table table = read("code,名称\n1,司法所 窗口\n".getBytes(Charset.forName(encoding)));
        assertThat(table.columns()).containsExactly("code", "name");
        assertThat(table.rows().getFirst().text("name")).isEqualTo("司法所 窗口");
    }

    @Test
    void read_byteOrderMark_isNoPartOfTheFirstColumn() throws Exception {
        assertThat(read("\uFEFFcode\n1\n").columns()).containsExactly("code");
    }

    @Test
    void read_quotedValues_areTakenWhole() throws Exception {
        TableRow row = read("a,b\r\n\"x, \"\"y\"\"\r\nz\",\r\n").rows().getFirst();
        assertThat(row.text("a")).isEqualTo("x, \"y\"\r\nz");
        assertThat(row.isSet("b")).isFalse();
    }

    @Test
    void read_brokenText_namesTheRow() {
        assertThat(problem("a,b\n1\n").kind()).isEqualTo(Kind.ROW_LENGTH);
        assertThat(problem("a,b\n\n\"1,2\n").row()).isEqualTo(3);
        assertThat(problem("a\n\"1\"2\n").kind()).isEqualTo(Kind.QUOTE_INSIDE);
        assertThat(problem("a\n" + "x".repeat(1025)).kind()).isEqualTo(Kind.VALUE_LENGTH);
        assertThat(problem("a,A\n").kind()).isEqualTo(Kind.COLUMN_TWICE);
    }

    @Test
    void read_noText_isRefused() {
        assertThat(problem(new byte[] {(byte) 0xFF, (byte) 0xFE, 0}).kind())
                .isEqualTo(Kind.NOT_TEXT);
        assertThat(problem(new byte[Table.MAX_FILE_BYTES + 1]).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+8613", "-1", "@x", "'=1", "''", "'", "＝A1", "plain", "\tx"})
    void write_anyValue_comesBackAndStartsNoFormula(String value) throws Exception {
        List<List<String>> rows = List.of(List.of("a", "b"), List.of(value, "x,\"y\""));
        for (byte[] list : List.of(CsvWriter.write(rows), XlsxWriter.write("s", rows))) {
            TableRow row = read(list).rows().getFirst();
            assertThat(row.text("a")).isEqualTo(value.strip());
            assertThat(row.text("b")).isEqualTo("x,\"y\"");
            assertThat(row.raw("a").substring(0, 1)).isNotIn("=", "+", "-", "@", "\t");
        }
    }

    @Test
    void read_workbook_takesNumbersAsTheyLookAndSkipsEmptyRows() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("s");
            sheet.value(0, 0, "code");
            sheet.value(0, 1, "port");
            sheet.value(2, 0, "44023201021326000001");
            sheet.value(2, 1, 554);
            sheet.value(3, 0, "x");
            sheet.value(3, 1, 113.25);
        }
        Table table = read(bytes.toByteArray());
        assertThat(table.rows()).extracting(TableRow::number).containsExactly(3, 4);
        assertThat(table.rows())
                .extracting(row -> row.text("port"))
                .containsExactly("554", "113.25");
    }

    @Test
    void read_formulaInWorkbook_isRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("s");
            sheet.value(0, 0, "code");
            sheet.formula(1, 0, "1+1");
        }
        TableProblem problem = problem(bytes.toByteArray());
        assertThat(problem.kind()).isEqualTo(Kind.FORMULA);
        assertThat(problem.words(Locale.ENGLISH)).startsWith("row 2, column A2: a formula");
    }

    /// A part of many megabytes that packs to a few kilobytes.
    @Test
    void read_bomb_isRefusedUnopened() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                zip.write(zeros);
            }
        }
        assertThat(problem(bytes.toByteArray()).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void read_damagedWorkbook_isRefused() {
        byte[] whole = XlsxWriter.write("s", List.of(List.of("a"), List.of("b")));
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = Arrays.copyOf(whole, 4 + random.nextInt(whole.length - 4));
            damaged[4 + random.nextInt(damaged.length - 3) % (damaged.length - 3)] ^= 0x55;
            try {
                read(damaged);
            } catch (TableException e) {
                assertThat(e.first().kind())
                        .isIn(Kind.NOT_A_WORKBOOK, Kind.TOO_LARGE, Kind.COLUMN_TWICE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void words_everyKind_standInBothLanguages(Kind kind) {
        TableProblem problem = new TableProblem(2, "code", kind, List.of("1", "2", "3"));
        assertThat(problem.words(Locale.ENGLISH)).startsWith("row 2, column code: ");
        assertThat(problem.words(Locale.SIMPLIFIED_CHINESE)).startsWith("第 2 行“code”列：");
        assertThat(problem.what(Locale.SIMPLIFIED_CHINESE))
                .isNotEqualTo(problem.what(Locale.ENGLISH));
    }
}

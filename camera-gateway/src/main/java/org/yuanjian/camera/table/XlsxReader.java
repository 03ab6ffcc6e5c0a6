package org.yuanjian.camera.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.yuanjian.camera.table.TableProblem.Kind;

/// Reads the first sheet of a workbook (ECMA-376). Values only: a formula is refused, as what it
/// showed last need not be what its writer meant.
final class XlsxReader {
    /// What a workbook may unpack to: a hundredfold of what is usual for its largest size.
    private static final long MAX_UNPACKED_BYTES = 64L * 1024 * 1024;

    private static final int MAX_PARTS = 1_000;
    private static final int CHUNK = 64 * 1024;

    private XlsxReader() {}

    /// The rows in which something stands, filled up to the length of the first.
    static List<Table.Line> read(String file, byte[] bytes) throws TableException {
        checkSize(file, bytes);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes));
                var rows = workbook.getFirstSheet().openStream()) {
            return lines(file, rows.iterator());
        } catch (IOException | RuntimeException e) {
            throw Table.wrong(file, Kind.NOT_A_WORKBOOK);
        }
    }

    /// Unpacks it once without keeping anything.
    private static void checkSize(String file, byte[] bytes) throws TableException {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        int parts = 0;
        try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get()) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                parts++;
                try (InputStream in = zip.getInputStream(part)) {
                    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                        total += n;
                        if (total > MAX_UNPACKED_BYTES || parts > MAX_PARTS) {
                            throw Table.wrong(
                                    file, Kind.TOO_LARGE, Integer.toString(Table.MAX_FILE_BYTES));
                        }
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw Table.wrong(file, Kind.NOT_A_WORKBOOK);
        }
    }

    private static List<Table.Line> lines(String file, Iterator<Row> rows) throws TableException {
        List<Table.Line> lines = new ArrayList<>();
        int width = 0;
        while (rows.hasNext()) {
            Row row = rows.next();
            List<String> values = values(file, row);
            if (values.isEmpty()) {
                continue;
            }
            if (lines.isEmpty()) {
                width = values.size();
            }
            while (values.size() < width) {
                values.add("");
            }
            if (lines.size() > Table.MAX_ROWS) {
                throw Table.wrong(file, Kind.TOO_MANY_ROWS, Integer.toString(Table.MAX_ROWS));
            }
            lines.add(new Table.Line(row.getRowNum(), values));
        }
        return lines;
    }

    /// Up to the last cell in which something stands.
    private static List<String> values(String file, Row row) throws TableException {
        List<String> values = new ArrayList<>();
        int filled = 0;
        for (int i = 0; i < Math.min(row.getCellCount(), Table.MAX_COLUMNS); i++) {
            String value = row.getOptionalCell(i).isPresent() ? value(file, row, i) : "";
            values.add(value);
            filled = value.isBlank() ? filled : i + 1;
        }
        return new ArrayList<>(values.subList(0, filled));
    }

    private static String value(String file, Row row, int index) throws TableException {
        Cell cell = row.getCell(index);
        if (cell.getType() == CellType.FORMULA) {
            throw new TableException(
                    file,
                    new TableProblem(
                            row.getRowNum(),
                            cell.getAddress().toString(),
                            Kind.FORMULA,
                            List.of()));
        }
        String value =
                cell.getType() == CellType.NUMBER
                        ? cell.asNumber().toPlainString()
                        : cell.getText();
        if (value.length() > Table.MAX_VALUE_CHARACTERS) {
            throw new TableException(
                    file,
                    new TableProblem(
                            row.getRowNum(),
                            cell.getAddress().toString(),
                            Kind.VALUE_LENGTH,
                            List.of(Integer.toString(Table.MAX_VALUE_CHARACTERS))));
        }
        return value;
    }
}

package org.yuanjian.camera.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Writes rows as the one sheet of a workbook (ECMA-376). Every value is text, so that no code of
/// twenty digits is rounded and nothing is taken for a formula.
public final class XlsxWriter {
    private static final String APPLICATION = "Yuanjian";
    private static final String VERSION = "1.0";

    private XlsxWriter() {}

    /// @param sheet its name
    /// @param rows the header first
    public static byte[] write(String sheet, List<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, APPLICATION, VERSION)) {
            Worksheet page = workbook.newWorksheet(sheet);
            for (int row = 0; row < rows.size(); row++) {
                List<String> values = rows.get(row);
                for (int column = 0; column < values.size(); column++) {
                    page.inlineString(row, column, CellText.guarded(values.get(column)));
                }
            }
            page.freezePane(0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

package org.yuanjian.camera.table;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Writes rows as CSV (RFC 4180) in UTF-8 with a byte order mark, without which spreadsheets take
/// it for another encoding.
public final class CsvWriter {
    private CsvWriter() {}

    /// @param rows the header first
    public static byte[] write(List<List<String>> rows) {
        StringBuilder text = new StringBuilder("\uFEFF");
        for (List<String> row : rows) {
            text.append(row.stream().map(CsvWriter::value).collect(Collectors.joining(",")));
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String value(String value) {
        String guarded = CellText.guarded(value);
        boolean isPlain = guarded.chars().noneMatch(c -> "\",\r\n".indexOf(c) >= 0);
        return isPlain ? guarded : '"' + guarded.replace("\"", "\"\"") + '"';
    }
}

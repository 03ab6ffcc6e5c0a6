package org.yuanjian.camera.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yuanjian.camera.table.TableProblem.Kind;

/// A list with a header: CSV (RFC 4180) in UTF-8 or GB18030, or the first sheet of an XLSX
/// workbook. Columns may stand in any order; empty rows are skipped.
///
/// @param name of the file, for messages
/// @param columns those of the header, by the names they are asked for
/// @param rows those behind the header
public record Table(String name, List<String> columns, List<TableRow> rows) {
    static final int MAX_FILE_BYTES = 16 * 1024 * 1024;
    static final int MAX_ROWS = 200_000;
    static final int MAX_COLUMNS = 256;
    static final int MAX_VALUE_CHARACTERS = 1024;

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /// A record as it stands in the file.
    record Line(int number, List<String> values) {}

    /// Reads a file.
    ///
    /// @param columns other names a column may have, each with the one it is asked for by; a name
    ///   not among them stays as it is
    /// @throws TableException if the file cannot be read or is not such a list
    public static Table read(Path file, Map<String, String> columns) throws TableException {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw wrong(name, Kind.TOO_LARGE, Integer.toString(MAX_FILE_BYTES));
            }
            return read(name, Files.readAllBytes(file), columns);
        } catch (NoSuchFileException e) {
            throw wrong(name, Kind.UNREADABLE, "no such file");
        } catch (IOException e) {
            throw wrong(name, Kind.UNREADABLE, e.getClass().getSimpleName());
        }
    }

    /// Reads what was sent.
    ///
    /// @param name of the file, for messages
    /// @param columns as with a file
    public static Table read(String name, byte[] bytes, Map<String, String> columns)
            throws TableException {
        if (bytes.length > MAX_FILE_BYTES) {
            throw wrong(name, Kind.TOO_LARGE, Integer.toString(MAX_FILE_BYTES));
        }
        List<Line> lines =
                isZip(bytes) ? XlsxReader.read(name, bytes) : CsvReader.read(name, bytes);
        if (lines.isEmpty()) {
            return new Table(name, List.of(), List.of());
        }
        List<String> header = header(name, lines.getFirst(), columns);
        List<TableRow> rows = new ArrayList<>(lines.size() - 1);
        for (Line line : lines.subList(1, lines.size())) {
            rows.add(row(name, header, line));
        }
        return new Table(name, List.copyOf(header), List.copyOf(rows));
    }

    /// A list of one row, as a form has it.
    ///
    /// @param values by the names of their columns
    public static Table ofRow(String name, Map<String, String> values) {
        return new Table(
                name, List.copyOf(values.keySet()), List.of(new TableRow(1, Map.copyOf(values))));
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > ZIP.length
                && bytes[0] == ZIP[0]
                && bytes[1] == ZIP[1]
                && bytes[2] == ZIP[2]
                && bytes[3] == ZIP[3];
    }

    private static List<String> header(String name, Line line, Map<String, String> columns)
            throws TableException {
        Set<String> seen = new HashSet<>();
        List<String> header = new ArrayList<>();
        for (String value : line.values()) {
            String plain = value.strip().toLowerCase(Locale.ROOT);
            String column = columns.getOrDefault(plain, plain);
            if (!column.isEmpty() && !seen.add(column)) {
                throw new TableException(
                        name,
                        new TableProblem(
                                line.number(), column, Kind.COLUMN_TWICE, List.of(column)));
            }
            header.add(column);
        }
        return header;
    }

    private static TableRow row(String name, List<String> header, Line line) throws TableException {
        if (line.values().size() != header.size()) {
            throw new TableException(
                    name,
                    new TableProblem(
                            line.number(),
                            "",
                            Kind.ROW_LENGTH,
                            List.of(
                                    Integer.toString(line.values().size()),
                                    Integer.toString(header.size()))));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (!header.get(i).isEmpty()) {
                values.put(header.get(i), line.values().get(i));
            }
        }
        return new TableRow(line.number(), values);
    }

    /// Refuses a list that lacks one of these columns.
    public void need(List<String> wanted) throws TableException {
        for (String column : wanted) {
            if (!columns.contains(column)) {
                throw new TableException(
                        name, new TableProblem(1, column, Kind.COLUMN_MISSING, List.of(column)));
            }
        }
    }

    static TableException wrong(String name, Kind kind, String... about) {
        return new TableException(name, new TableProblem(0, "", kind, List.of(about)));
    }
}

package org.yuanjian.camera.registry;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.camera.registry.ImportException.Kind;

/// Reads a file of comma-separated values in UTF-8 with a header (RFC 4180). Columns may stand in
/// any order; columns nobody asked for are ignored; empty lines are skipped.
public final class CsvTable {
    static final int MAX_FILE_BYTES = 16 * 1024 * 1024;
    static final int MAX_ROWS = 200_000;
    static final int MAX_VALUE_CHARACTERS = 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvTable() {}

    /// The rows behind the header.
    ///
    /// @param wanted names of the columns that must be there
    /// @throws ImportException if the file cannot be read or is not such a table
    public static List<CsvRow> read(Path file, List<String> wanted) throws ImportException {
        String name = String.valueOf(file.getFileName());
        return rows(name, text(file, name), wanted);
    }

    private static String text(Path file, String name) throws ImportException {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw unreadable(name, "the file is larger than " + MAX_FILE_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable(name, "there is no such file: " + file);
        } catch (CharacterCodingException e) {
            throw new ImportException(Kind.FORM, name, 0, "", "the file is not text in UTF-8");
        } catch (IOException e) {
            throw unreadable(name, "the file cannot be read: " + e.getMessage());
        }
    }

    private static ImportException unreadable(String name, String problem) {
        return new ImportException(Kind.UNREADABLE, name, 0, "", problem);
    }

    private static List<CsvRow> rows(String name, String text, List<String> wanted)
            throws ImportException {
        CsvReader reader = new CsvReader(name, text, text.indexOf(BYTE_ORDER_MARK) == 0 ? 1 : 0);
        List<String> header = reader.next();
        for (String column : wanted) {
            if (header.indexOf(column) < 0) {
                throw new ImportException(Kind.FORM, name, 1, column, "the column is missing");
            }
        }
        List<CsvRow> rows = new ArrayList<>();
        for (List<String> values = reader.next(); !values.isEmpty(); values = reader.next()) {
            if (values.size() != header.size()) {
                throw new ImportException(
                        Kind.FORM,
                        name,
                        reader.row(),
                        "",
                        values.size() + " values where the header has " + header.size());
            }
            if (rows.size() == MAX_ROWS) {
                throw unreadable(name, "more than " + MAX_ROWS + " rows");
            }
            rows.add(new CsvRow(name, reader.row(), header, values));
        }
        return List.copyOf(rows);
    }
}

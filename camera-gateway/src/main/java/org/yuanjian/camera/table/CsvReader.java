package org.yuanjian.camera.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.camera.table.TableProblem.Kind;

/// Cuts text into records of values (RFC 4180 §2): commas between values, quotes around values that
/// hold commas, line ends or quotes, a quote in such a value doubled.
final class CsvReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /// What Chinese spreadsheets write unless told otherwise.
    private static final List<Charset> ENCODINGS =
            List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

    private final String file;
    private final String text;
    private int at;
    private int line = 1;
    private int row;

    private CsvReader(String file, String text) {
        this.file = file;
        this.text = text;
        this.at = text.indexOf(BYTE_ORDER_MARK) == 0 ? 1 : 0;
    }

    /// The records that are not empty lines, each with the line it began on.
    static List<Table.Line> read(String file, byte[] bytes) throws TableException {
        CsvReader reader = new CsvReader(file, text(file, bytes));
        List<Table.Line> lines = new ArrayList<>();
        for (List<String> values = reader.next(); !values.isEmpty(); values = reader.next()) {
            if (lines.size() > Table.MAX_ROWS) {
                throw Table.wrong(file, Kind.TOO_MANY_ROWS, Integer.toString(Table.MAX_ROWS));
            }
            lines.add(new Table.Line(reader.row, values));
        }
        return lines;
    }

    private static String text(String file, byte[] bytes) throws TableException {
        for (Charset encoding : ENCODINGS) {
            try {
                String text = encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                if (text.indexOf('\0') < 0) {
                    return text;
                }
            } catch (CharacterCodingException e) {
                // The next one may fit.
            }
        }
        throw Table.wrong(file, Kind.NOT_TEXT);
    }

    /// The next record; empty at the end of the text.
    private List<String> next() throws TableException {
        while (at < text.length() && isLineEnd()) {
            skipLineEnd();
        }
        row = line;
        List<String> values = new ArrayList<>();
        if (at == text.length()) {
            return values;
        }
        values.add(value());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            values.add(value());
        }
        if (at < text.length() && !isLineEnd()) {
            throw wrong(Kind.QUOTE_INSIDE);
        }
        return values;
    }

    private String value() throws TableException {
        String value = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
        if (value.length() > Table.MAX_VALUE_CHARACTERS) {
            throw wrong(Kind.VALUE_LENGTH, Integer.toString(Table.MAX_VALUE_CHARACTERS));
        }
        return value;
    }

    private String plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() throws TableException {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
            }
            if (c != '"') {
                value.append(c);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                value.append(c);
                at++;
            } else {
                at++;
                return value.toString();
            }
        }
        throw wrong(Kind.QUOTE_OPEN);
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void skipLineEnd() {
        if (text.charAt(at++) == '\n') {
            line++;
        }
    }

    private TableException wrong(Kind kind, String... about) {
        return new TableException(file, new TableProblem(row, "", kind, List.of(about)));
    }
}

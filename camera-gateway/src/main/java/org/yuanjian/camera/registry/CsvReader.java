package org.yuanjian.camera.registry;

import java.util.ArrayList;
import java.util.List;
import org.yuanjian.camera.registry.ImportException.Kind;

/// Cuts text into records of values (RFC 4180 §2): commas between values, quotes around values that
/// hold commas, line ends or quotes, a quote in such a value doubled.
final class CsvReader {
    private final String file;
    private final String text;
    private int at;
    private int line = 1;
    private int row;

    CsvReader(String file, String text, int start) {
        this.file = file;
        this.text = text;
        this.at = start;
    }

    /// The line on which the record that [#next] gave began, counted from 1.
    int row() {
        return row;
    }

    /// The next record that is not an empty line; empty at the end of the text.
    List<String> next() throws ImportException {
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
            throw wrong("text behind a closing quote");
        }
        return values;
    }

    private String value() throws ImportException {
        String value = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
        if (value.length() > CsvTable.MAX_VALUE_CHARACTERS) {
            throw wrong("a value over " + CsvTable.MAX_VALUE_CHARACTERS + " characters");
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

    private String quoted() throws ImportException {
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
        throw wrong("a quote that nothing closes");
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void skipLineEnd() {
        if (text.charAt(at++) == '\n') {
            line++;
        }
    }

    private ImportException wrong(String problem) {
        return new ImportException(Kind.FORM, file, row, "", problem);
    }
}

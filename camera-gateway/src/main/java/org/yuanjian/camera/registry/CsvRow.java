package org.yuanjian.camera.registry;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yuanjian.camera.registry.ImportException.Kind;

/// One row of a [CsvTable]: takes values by the name of their column and says plainly what is wrong
/// with them.
public final class CsvRow {
    /// Longest value quoted in a message.
    private static final int SHOWN_CHARACTERS = 40;

    private final String file;
    private final int number;
    private final List<String> columns;
    private final List<String> values;

    CsvRow(String file, int number, List<String> columns, List<String> values) {
        this.file = file;
        this.number = number;
        this.columns = columns;
        this.values = values;
    }

    /// The value as it stands; empty if nothing stands there.
    public String text(String column) {
        return values.get(columns.indexOf(column));
    }

    /// A value that matches the whole pattern.
    ///
    /// @param wanted what it should have been, in words
    public String matching(String column, Pattern pattern, String wanted) throws ImportException {
        String value = text(column);
        if (!pattern.matcher(value).matches()) {
            throw wrong(Kind.VALUE, column, shown(value) + " is not " + wanted);
        }
        return value;
    }

    /// A whole number from `least` to `most`.
    public int number(String column, int least, int most) throws ImportException {
        String value = text(column);
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong(
                Kind.VALUE,
                column,
                shown(value) + " is not a whole number from " + least + " to " + most);
    }

    /// The constant whose word stands there.
    public <E> E oneOf(String column, E[] constants, Function<E, String> word)
            throws ImportException {
        String value = text(column);
        for (E constant : constants) {
            if (word.apply(constant).equals(value)) {
                return constant;
            }
        }
        List<String> words = Arrays.stream(constants).map(word).toList();
        throw wrong(
                Kind.VALUE, column, shown(value) + " is not one of " + String.join(", ", words));
    }

    /// The exception that says `problem` about this row's value; secrets must not stand in it.
    public ImportException wrong(Kind kind, String column, String problem) {
        return new ImportException(kind, file, number, column, problem);
    }

    private static String shown(String value) {
        if (value.isEmpty()) {
            return "an empty value";
        }
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= SHOWN_CHARACTERS
                ? "\"" + plain + "\""
                : "\"" + plain.substring(0, SHOWN_CHARACTERS) + "…\"";
    }
}

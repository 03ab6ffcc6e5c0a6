package org.yuanjian.camera.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yuanjian.camera.table.TableProblem.Kind;

/// One row of a [Table]: takes values by the name of their column and says plainly what is wrong
/// with them.
public final class TableRow {
    /// Longest value quoted in a message.
    private static final int SHOWN_CHARACTERS = 40;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final int number;
    private final Map<String, String> values;

    /// @param number as an editor counts, the header being row 1
    /// @param values by the name of their column
    TableRow(int number, Map<String, String> values) {
        this.number = number;
        this.values = values;
    }

    public int number() {
        return number;
    }

    /// Whether the list has the column.
    public boolean has(String column) {
        return values.containsKey(column);
    }

    /// Whether something stands there.
    public boolean isSet(String column) {
        return !text(column).isEmpty();
    }

    /// The value without blanks around it; empty if nothing stands there.
    public String text(String column) {
        return CellText.plain(raw(column)).strip();
    }

    /// The value as it stands: for secrets, of which every character counts.
    public String raw(String column) {
        return values.getOrDefault(column, "");
    }

    /// A value that matches the whole pattern.
    ///
    /// @param otherwise what is wrong if it does not
    public String matching(String column, Pattern pattern, Kind otherwise) throws CellException {
        String value = text(column);
        if (!pattern.matcher(value).matches()) {
            throw value.isEmpty()
                    ? wrong(Kind.EMPTY, column)
                    : wrong(otherwise, column, shown(value));
        }
        return value;
    }

    /// The same where the column may be missing.
    ///
    /// @param absent what it is then
    public String matching(String column, Pattern pattern, Kind otherwise, String absent)
            throws CellException {
        if (!has(column)) {
            return absent;
        }
        if (!pattern.matcher(text(column)).matches()) {
            boolean isSecret = otherwise == Kind.NOT_A_PASSWORD || otherwise == Kind.NOT_A_USER;
            throw wrong(otherwise, column, isSecret ? "" : shown(text(column)));
        }
        return text(column);
    }

    /// A whole number from `least` to `most`.
    public int number(String column, int least, int most) throws CellException {
        String value = text(column);
        if (NUMBER.matcher(value).matches()) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw notANumber(column, least, most);
    }

    /// A number from `least` to `most`, with a fraction or without.
    public double decimal(String column, int least, int most) throws CellException {
        String value = text(column);
        if (value.matches("-?\\d{1,9}(\\.\\d{1,12})?")) {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw notANumber(column, least, most);
    }

    private CellException notANumber(String column, int least, int most) {
        return wrong(
                Kind.NOT_A_NUMBER,
                column,
                shown(text(column)),
                Integer.toString(least),
                Integer.toString(most));
    }

    /// The constant whose word stands there.
    public <E> E oneOf(String column, E[] constants, Function<E, String> word)
            throws CellException {
        String value = text(column);
        for (E constant : constants) {
            if (word.apply(constant).equals(value)) {
                return constant;
            }
        }
        if (value.isEmpty()) {
            throw wrong(Kind.EMPTY, column);
        }
        List<String> words = Arrays.stream(constants).map(word).toList();
        throw wrong(Kind.NOT_ONE_OF, column, shown(value), String.join(", ", words));
    }

    /// What is wrong with this row's value; secrets must not be among `about`.
    public CellException wrong(Kind kind, String column, String... about) {
        return new CellException(new TableProblem(number, column, kind, List.of(about)));
    }

    private static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= SHOWN_CHARACTERS
                ? plain
                : plain.substring(0, SHOWN_CHARACTERS) + "…";
    }
}

package org.yuanjian.camera.table;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/// What is wrong with a list, and where, for who wrote it.
///
/// @param row as an editor counts, the header being row 1; 0 where it is about the whole file
/// @param column its name; empty where it is about the whole row
/// @param kind what is wrong
/// @param values what the words speak of; no secrets
public record TableProblem(int row, String column, Kind kind, List<String> values) {
    private static final String BUNDLE = "org.yuanjian.camera.table.problem";
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /// What can be wrong.
    public enum Kind {
        /// No such file, or no right to read it.
        UNREADABLE,
        TOO_LARGE,
        TOO_MANY_ROWS,
        /// Text in no encoding that is known.
        NOT_TEXT,
        /// A workbook that is damaged or holds what no list holds.
        NOT_A_WORKBOOK,
        COLUMN_MISSING,
        COLUMN_TWICE,
        ROW_LENGTH,
        QUOTE_OPEN,
        QUOTE_INSIDE,
        VALUE_LENGTH,
        FORMULA,
        EMPTY,
        NOT_A_POINT_CODE,
        NOT_A_REGION_CODE,
        NOT_A_NAME,
        NOT_ONE_OF,
        NOT_A_NUMBER,
        NOT_A_HOST,
        NOT_A_USER,
        NOT_A_PASSWORD,
        NOT_A_PATH,
        NOT_A_CHANNEL,
        NOT_A_TAG,
        INCOMPLETE,
        CODE_TWICE,
        NAME_TAKEN,
        OTHER_KIND,
        OTHER_LOGIN,
        OTHER_DEVICE,
        UNKNOWN_REGION,
        UNKNOWN_PARENT
    }

    public TableProblem {
        values = List.copyOf(values);
    }

    /// The problem in words, with its place.
    public String words(Locale locale) {
        ResourceBundle words = bundle(locale);
        String where =
                column.isEmpty()
                        ? row == 0 ? "" : format(words.getString("row"), locale, row)
                        : format(words.getString("cell"), locale, row, column);
        return where + what(locale);
    }

    /// The problem in words, without its place.
    public String what(Locale locale) {
        return format(bundle(locale).getString(kind.name()), locale, values.toArray());
    }

    /// English where there are no words in the language.
    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// What a list holds may not move a terminal or begin a line of a log.
    private static String format(String pattern, Locale locale, Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = CONTROL.matcher(String.valueOf(values[i])).replaceAll("\uFFFD");
        }
        return new MessageFormat(pattern, locale).format(texts);
    }
}

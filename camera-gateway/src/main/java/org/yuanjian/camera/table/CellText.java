package org.yuanjian.camera.table;

/// Keeps spreadsheets from taking a value for a formula: in a written list an apostrophe stands
/// before a value that begins like one, and is taken off again when the list is read.
final class CellText {
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private CellText() {}

    static String guarded(String value) {
        return beginsLikeFormula(value, 0) || isGuarded(value) ? "'" + value : value;
    }

    static String plain(String value) {
        return isGuarded(value) ? value.substring(1) : value;
    }

    /// An apostrophe that itself stands before an apostrophe or a formula.
    private static boolean isGuarded(String value) {
        return value.length() > 1
                && value.charAt(0) == '\''
                && (beginsLikeFormula(value, 1) || isGuarded(value.substring(1)));
    }

    private static boolean beginsLikeFormula(String value, int at) {
        return value.length() > at && FORMULA_STARTS.indexOf(value.charAt(at)) >= 0;
    }
}

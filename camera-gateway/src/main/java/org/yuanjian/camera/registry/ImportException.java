package org.yuanjian.camera.registry;

/// A list cannot be used; the message says which file, row and column, and what is wrong there, in
/// words for who wrote the file.
public final class ImportException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong, for who has to decide what to do about it.
    public enum Kind {
        /// No such file, or no right to read it, or too large.
        UNREADABLE,
        /// Not a table of comma-separated values with the expected columns.
        FORM,
        /// A value that cannot stand in its column.
        VALUE,
        /// A code or name that stands in the list twice.
        TWICE,
        /// A code that should stand in another list, and does not.
        UNKNOWN
    }

    private final Kind kind;
    private final int row;
    private final String column;

    ImportException(Kind kind, String file, int row, String column, String problem) {
        super(words(file, row, column) + problem, null, false, false);
        this.kind = kind;
        this.row = row;
        this.column = column;
    }

    private static String words(String file, int row, String column) {
        return file
                + (row > 0 ? ", row " + row : "")
                + (column.isEmpty() ? "" : ", column " + column)
                + ": ";
    }

    public Kind kind() {
        return kind;
    }

    /// The row as an editor counts it, the header being row 1; 0 where it is about the whole file.
    public int row() {
        return row;
    }

    /// The column's name; empty where it is about the whole row.
    public String column() {
        return column;
    }
}

package org.yuanjian.console.audit.export;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is wrong with an export, and where.
public final class ExportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final long from;
    private final long to;

    /// What can be wrong.
    public enum Kind {
        /// The file is no export at all, or not from this program.
        NO_EXPORT,
        /// A line is broken or not as the ledger writes it.
        BROKEN_LINE,
        /// A line is longer than any the ledger writes.
        LONG_LINE,
        /// The file ends before what it announces.
        ENDS_EARLY,
        /// Something stands behind the end.
        TOO_LONG,
        /// The record at this place is another, or none.
        WRONG_RECORD,
        /// The record's text is not what was hashed.
        CHANGED_RECORD,
        /// What stands beside the record is not what was said then.
        CHANGED_TEXT,
        /// Something beside the record is gone and no record tells of its deletion.
        UNPROVEN_DELETION,
        /// Hashes of records between two heads were rewritten.
        REWRITTEN_SPAN,
        /// A head is missing, out of place, or not signed by the key.
        WRONG_HEAD,
        /// A head of the second place is not known here: the ledger was cut.
        CUT,
        /// A head of the second place says another root: there are two histories.
        TWO_HISTORIES,
        /// The file of heads is not usable.
        BROKEN_HEAD_FILE
    }

    ExportException(Kind kind, long from, long to, @Nullable String message) {
        this(kind, from, to, message, null);
    }

    ExportException(
            Kind kind, long from, long to, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.from = from;
        this.to = to;
    }

    public Kind kind() {
        return kind;
    }

    /// Number of the first record in question.
    public long from() {
        return from;
    }

    /// Number after the last one in question.
    public long to() {
        return to;
    }

    /// One line for people at a terminal.
    public String words() {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return where() + name + ", " + getMessage();
    }

    private String where() {
        return switch (kind) {
            case NO_EXPORT, BROKEN_HEAD_FILE -> "";
            case CUT -> "behind head " + from + ": ";
            case REWRITTEN_SPAN, TWO_HISTORIES ->
                    "between heads %d and %d, in records %d to %d: "
                            .formatted(from, to, from, to - 1);
            default -> "the first wrong record is " + from + ": ";
        };
    }
}

package org.yuanjian.relay;

/// A ticket that opens nothing.
public final class TicketException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Why; but for the last, viewers are told no more than that the ticket is not valid.
    public enum Kind {
        MISSING,
        MALFORMED,
        BAD_SIGNATURE,
        EXPIRED,
        WRONG_STREAM,
        WRONG_NODE,
        /// It is for another kind of door.
        WRONG_ACTION,
        /// It has opened its one view.
        USED,
        REVOKED,
        /// Nothing can be taken down now, so no view begins.
        LEDGER_CLOSED
    }

    private final Kind kind;

    public TicketException(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

package org.yuanjian.console.audit;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import org.yuanjian.console.audit.export.ExportWriter;
import org.yuanjian.console.audit.format.TreeHead;

/// Exports the ledger, or the part of a time; that it does is the last record of the export itself.
public final class LedgerExports {
    private final Ledger ledger;
    private final LedgerStore store;
    private final LedgerSearchStore search;

    LedgerExports(Ledger ledger, LedgerStore store, LedgerSearchStore search) {
        this.ledger = ledger;
        this.store = store;
        this.search = search;
    }

    /// Takes down that somebody exports, and signs a head over that.
    ///
    /// @param from the first moment
    /// @param to the first moment after; [Instant#MAX] for all until now
    public ExportWriter.Range prepare(Instant from, Instant to, Actor actor) {
        AuditEvent event =
                AuditEvent.done(AuditKind.EXPORT, actor, "ledger")
                        .with("from", from.toString())
                        .with("to", to.equals(Instant.MAX) ? "" : to.toString());
        TreeHead head = ledger.appendSealed(event);
        long end =
                to.equals(Instant.MAX) ? head.size() : Math.min(head.size(), search.endBefore(to));
        long first = from.equals(Instant.EPOCH) ? 0 : search.firstFrom(from, head.size());
        return new ExportWriter.Range(Math.min(first, end), end, head);
    }

    /// @return records told in full
    public long write(ExportWriter.Range range, Writer out) throws IOException {
        return new ExportWriter(store).write(range, out);
    }
}

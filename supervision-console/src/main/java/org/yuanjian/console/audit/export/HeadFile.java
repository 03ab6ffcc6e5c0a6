package org.yuanjian.console.audit.export;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.audit.export.ExportException.Kind;
import org.yuanjian.console.audit.export.ExportVerifier.Held;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerPublicKeys;
import org.yuanjian.console.audit.format.TreeHead;

/// The heads as the second place has them, held against those of an export as it is read.
final class HeadFile {
    private final LineReader lines;
    private final LedgerPublicKeys keys;
    private @Nullable TreeHead next;
    private long agreed;
    private long held;
    private long outside;

    HeadFile(InputStream in, LedgerPublicKeys keys) throws IOException, ExportException {
        this.lines = new LineReader(in);
        this.keys = keys;
        advance();
        if (next == null) {
            throw broken("there is no head in it", null);
        }
    }

    /// A line that broke off at the end is one that was being written.
    private void advance() throws IOException, ExportException {
        @Nullable TreeHead before = next;
        try {
            @Nullable String line = lines.next();
            next = line == null ? null : TreeHead.parse(line);
        } catch (FormatException | LineReader.LongLineException e) {
            throw broken("not a head", e);
        }
        if (next != null && !keys.signed(next)) {
            throw broken("a head that the key did not sign", null);
        }
        if (next != null && before != null && next.size() < before.size()) {
            throw broken("heads are not in order", null);
        }
        if (next != null && before != null && next.size() == before.size()) {
            refuseOther(before, next);
        }
    }

    private ExportException broken(String message, @Nullable Throwable cause) {
        return new ExportException(Kind.BROKEN_HEAD_FILE, agreed, agreed, message, cause);
    }

    private void refuseOther(TreeHead own, TreeHead theirs) throws ExportException {
        if (!own.root().equals(theirs.root())) {
            throw new ExportException(
                    Kind.TWO_HISTORIES,
                    agreed,
                    own.size(),
                    "the second place has another root for " + own.size() + " records");
        }
    }

    /// Leaves out heads of fewer records, which the export does not tell of.
    void skipTo(long size) throws IOException, ExportException {
        while (next != null && next.size() < size) {
            outside++;
            advance();
        }
        agreed = Math.max(agreed, size);
    }

    /// Holds the next head of the export, behind which nothing is left out, against the file.
    void compare(TreeHead own) throws IOException, ExportException {
        while (next != null && next.size() <= own.size()) {
            if (next.size() < own.size() && next.size() > agreed) {
                throw new ExportException(
                        Kind.TWO_HISTORIES,
                        agreed,
                        next.size(),
                        "the second place has a head of "
                                + next.size()
                                + " records, the export not");
            }
            if (next.size() == own.size()) {
                refuseOther(own, next);
                held = own.size();
            }
            advance();
        }
        agreed = own.size();
    }

    /// Nothing was known to the second place that the export, which ends here, does not have. Where
    /// it has heads before and behind the end of the part that is told, it must have the one there:
    /// else the part could have been rewritten since.
    Held finish(TreeHead last) throws IOException, ExportException {
        long part = agreed;
        long before = outside;
        skipTo(last.size());
        compare(last);
        boolean isAcross = outside > before && (before > 0 || held > 0);
        if (isAcross && held < part) {
            throw new ExportException(
                    Kind.TWO_HISTORIES,
                    held,
                    part,
                    "the second place has later heads, but none of " + part + " records");
        }
        while (next != null) {
            if (next.size() > last.size()) {
                throw new ExportException(
                        Kind.CUT,
                        last.size(),
                        next.size(),
                        "the second place knows of " + next.size() + " records");
            }
            advance();
        }
        return new Held(held, outside);
    }
}

package org.yuanjian.console.audit.export;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.audit.export.ExportException.Kind;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerPublicKeys;
import org.yuanjian.console.audit.format.TreeHead;

/// Checks an export line by line: every record, every value beside one, every head, and the heads
/// of the second place where they are at hand. Needs no network, no database and little memory.
public final class ExportVerifier {
    private final LedgerPublicKeys keys;

    /// What an export was found to be.
    ///
    /// @param from number of the first record told in full
    /// @param to number after the last one
    /// @param deleted values beside records that were deleted
    /// @param last the head at its end; up to it nothing is missing or changed
    /// @param held what the second place says of it; null where its heads were not at hand
    public record Verified(long from, long to, long deleted, TreeHead last, @Nullable Held held) {}

    /// What of an export the second place bears out.
    ///
    /// @param size records of the last head that both have; 0 for none
    /// @param outside heads of the second place that no head of this part could be held against
    public record Held(long size, long outside) {}

    public ExportVerifier(LedgerPublicKeys keys) {
        this.keys = keys;
    }

    /// @param heads those of the second place; null where they are not at hand, and then a ledger
    ///   that was cut at its end looks like one that ended there
    /// @throws ExportException for the first thing that is wrong
    public Verified verify(InputStream export, @Nullable InputStream heads)
            throws IOException, ExportException {
        LineReader lines = new LineReader(export);
        @Nullable String first = read(lines, 0);
        if (first == null || !(parse(first, Kind.NO_EXPORT, 0) instanceof ExportLine.Opening all)) {
            throw new ExportException(Kind.NO_EXPORT, 0, 0, "it does not begin as an export does");
        }
        HeadFile second = heads == null ? null : new HeadFile(heads, keys);
        Verification verification = new Verification(all, keys, second);
        for (String line = read(lines, 0); line != null; line = read(lines, verification.next())) {
            verification.take(parse(line, Kind.BROKEN_LINE, verification.next()));
        }
        return verification.finish();
    }

    private static @Nullable String read(LineReader lines, long next)
            throws IOException, ExportException {
        try {
            return lines.next();
        } catch (FormatException e) {
            throw new ExportException(Kind.BROKEN_LINE, next, next, e.getMessage(), e);
        } catch (LineReader.LongLineException e) {
            throw new ExportException(Kind.LONG_LINE, next, next, "a line is too long", e);
        }
    }

    private static ExportLine parse(String line, Kind kind, long next) throws ExportException {
        try {
            return ExportLine.parse(line);
        } catch (FormatException e) {
            throw new ExportException(kind, next, next, e.getMessage(), e);
        }
    }
}

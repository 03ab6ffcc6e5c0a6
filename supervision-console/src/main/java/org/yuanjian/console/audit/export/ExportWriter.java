package org.yuanjian.console.audit.export;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.MerkleTree;

/// Writes an export. A part of the ledger begins at the last head before it and ends at the first
/// behind it; of the records in between that were not asked for it tells the hash alone. A proof
/// joins that head to the one at the end.
public final class ExportWriter {
    private static final int PAGE = 500;

    private final ExportSource source;

    /// Which records, and the head made for this export.
    ///
    /// @param to number after the last one, at most the size of the head
    public record Range(long from, long to, TreeHead last) {
        public Range {
            if (from < 0 || from > to || to > last.size()) {
                throw new IllegalArgumentException(from + " to " + to + " of " + last.size());
            }
        }
    }

    public ExportWriter(ExportSource source) {
        this.source = source;
    }

    /// In lines that each end with a newline.
    ///
    /// @return records told in full
    public long write(Range range, Writer out) throws IOException {
        put(out, new ExportLine.Opening(range.from(), range.to(), range.last().size()).line());
        Optional<TreeHead> before =
                source.headUpTo(Math.min(range.from(), range.last().size() - 1));
        long start = before.map(TreeHead::size).orElse(0L);
        if (before.isPresent()) {
            put(out, before.get().line());
        }
        TreeHead last = writeRecords(range, start, out);
        if (last.size() < range.last().size()) {
            writeProof(last, range.last(), out);
        }
        out.flush();
        return range.to() - range.from();
    }

    /// Up to the first head that covers what was asked for, which it returns.
    private TreeHead writeRecords(Range range, long start, Writer out) throws IOException {
        Iterator<TreeHead> heads = new Heads(start);
        long next = start;
        TreeHead head;
        do {
            head = heads.next();
            writeRecords(range, next, head.size(), out);
            put(out, head.line());
            next = head.size();
        } while (next < range.to());
        return head;
    }

    private void writeRecords(Range range, long from, long to, Writer out) throws IOException {
        long next = from;
        while (next < to) {
            int most = (int) Math.min(PAGE, to - next);
            List<ExportedRecord> page = source.records(next, most);
            if (page.size() < most) {
                throw new IOException("records are missing from number " + next + " on");
            }
            for (ExportedRecord each : page) {
                boolean isTold = each.number() >= range.from() && each.number() < range.to();
                put(out, isTold ? each.line() : each.hashLine());
            }
            next += most;
        }
    }

    private void writeProof(TreeHead first, TreeHead second, Writer out) throws IOException {
        MerkleTree tree = new MerkleTree(source);
        put(
                out,
                new ExportLine.Skipped(
                                first.size(),
                                second.size(),
                                tree.consistency(first.size(), second.size()))
                        .line());
        put(out, second.line());
    }

    private static void put(Writer out, String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    /// The heads of the source from a size on, fetched as they are needed.
    private final class Heads implements Iterator<TreeHead> {
        private Iterator<TreeHead> page = List.<TreeHead>of().iterator();
        private long size;

        Heads(long size) {
            this.size = size;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public TreeHead next() {
            if (!page.hasNext()) {
                page = source.headsAfter(size, PAGE).iterator();
            }
            TreeHead head = page.next();
            size = head.size();
            return head;
        }
    }
}

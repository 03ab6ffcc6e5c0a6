package org.yuanjian.console.audit.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.yuanjian.console.audit.format.Beside;
import org.yuanjian.console.audit.format.CanonicalJson;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.JsonFields;
import org.yuanjian.console.audit.format.LedgerLeaf;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.TreeHash;

/// One line of an export. Every line is as the ledger writes it, to the byte.
sealed interface ExportLine {

    String line();

    /// The first line.
    ///
    /// @param from number of the first record told in full
    /// @param to number after the last one
    /// @param size records of the head at the end
    record Opening(long from, long to, long size) implements ExportLine {
        private static final long VERSION = 1;

        @Override
        public String line() {
            return CanonicalJson.of(
                    Map.of("export", VERSION, "from", from, "to", to, "size", size));
        }
    }

    /// A record told in full.
    ///
    /// @param text that was hashed
    /// @param leaf the same, read
    record Told(String text, LedgerLeaf leaf, TreeHash hash, SortedMap<String, Beside> beside)
            implements ExportLine {
        @Override
        public String line() {
            return new ExportedRecord(leaf.number(), text, hash, beside).line();
        }
    }

    /// A record outside the asked range, which the tree needs.
    record Hidden(long number, TreeHash hash) implements ExportLine {
        @Override
        public String line() {
            return CanonicalJson.of(Map.of("number", number, "hash", hash.toString()));
        }
    }

    /// A head at its place.
    record Signed(TreeHead head) implements ExportLine {
        @Override
        public String line() {
            return head.line();
        }
    }

    /// That one head begins the other, where the records between are left out.
    record Skipped(long first, long second, List<TreeHash> path) implements ExportLine {
        public Skipped {
            path = List.copyOf(path);
        }

        @Override
        public String line() {
            return CanonicalJson.of(
                    Map.of(
                            "first", first,
                            "second", second,
                            "path", path.stream().map(TreeHash::toString).toList()));
        }
    }

    static ExportLine parse(String line) throws FormatException {
        ExportLine read;
        try {
            read = read(line, JsonFields.parse(line));
        } catch (IllegalArgumentException e) {
            throw new FormatException("not a hash", e);
        }
        if (!read.line().equals(line)) {
            throw new FormatException("not as the ledger writes it");
        }
        return read;
    }

    private static ExportLine read(String line, JsonFields fields) throws FormatException {
        if (fields.has("leaf")) {
            String text = fields.text("leaf");
            return new Told(
                    text,
                    LedgerLeaf.parse(text),
                    TreeHash.parse(fields.text("hash")),
                    ExportedRecord.besides(fields.object("beside")));
        }
        if (fields.has("head")) {
            return new Signed(TreeHead.parse(line));
        }
        if (fields.has("number")) {
            return new Hidden(fields.number("number"), TreeHash.parse(fields.text("hash")));
        }
        if (fields.has("path")) {
            List<TreeHash> path = new ArrayList<>();
            for (String each : fields.texts("path")) {
                path.add(TreeHash.parse(each));
            }
            return new Skipped(fields.number("first"), fields.number("second"), path);
        }
        return new Opening(fields.number("from"), fields.number("to"), fields.number("size"));
    }
}

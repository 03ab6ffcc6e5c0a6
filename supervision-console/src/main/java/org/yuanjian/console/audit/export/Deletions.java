package org.yuanjian.console.audit.export;

import java.util.BitSet;
import java.util.OptionalLong;
import org.yuanjian.console.audit.export.ExportException.Kind;
import org.yuanjian.console.audit.format.LedgerLeaf;

/// Values that stood beside records and are gone, until a later record tells that they were
/// deleted. Three bits a record at most.
final class Deletions {
    /// The kind of records that tell of deletions, and the fact that names what was deleted:
    /// `12:name 12:text`.
    static final String KIND = "text_delete";

    static final String FACT = "deleted";

    private static final int FIELDS = ExportedRecord.FIELDS.size();

    private final BitSet missing = new BitSet();
    private long deleted;

    /// Notes that a record lacks a value it once had.
    void missing(long number, String field) throws ExportException {
        missing.set(index(number, number, field));
        deleted++;
    }

    private static int index(long teller, long number, String field) throws ExportException {
        int at = ExportedRecord.FIELDS.indexOf(field);
        long index = number * FIELDS + at;
        if (at < 0 || number < 0 || number > teller || index > Integer.MAX_VALUE) {
            throw new ExportException(Kind.WRONG_RECORD, teller, teller, "no such field: " + field);
        }
        return (int) index;
    }

    /// Notes what a record tells of deletions.
    void told(LedgerLeaf leaf) throws ExportException {
        String told = leaf.facts().getOrDefault(FACT, "");
        if (!leaf.kind().equals(KIND) || !leaf.result().equals("done") || told.isEmpty()) {
            return;
        }
        for (String each : told.split(" ", -1)) {
            String[] parts = each.split(":", 2);
            if (parts.length < 2 || !parts[0].matches("\\d{1,18}")) {
                throw new ExportException(
                        Kind.WRONG_RECORD,
                        leaf.number(),
                        leaf.number(),
                        "deletes \"" + each + "\"");
            }
            long number = Long.parseLong(parts[0]);
            int index = index(leaf.number(), number, parts[1]);
            if (!missing.get(index)) {
                throw new ExportException(
                        Kind.CHANGED_TEXT, number, number, parts[1] + " is there though deleted");
            }
            missing.clear(index);
        }
    }

    /// The first record that lacks a value without proof.
    OptionalLong unproven() {
        int first = missing.nextSetBit(0);
        return first < 0 ? OptionalLong.empty() : OptionalLong.of(first / FIELDS);
    }

    long count() {
        return deleted;
    }
}

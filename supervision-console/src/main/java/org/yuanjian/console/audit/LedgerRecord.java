package org.yuanjian.console.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import org.yuanjian.console.audit.export.ExportedRecord;
import org.yuanjian.console.audit.format.Beside;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerLeaf;

/// A record as people read it.
///
/// @param name of who acted; empty if there was none or it was deleted, as address and text
public record LedgerRecord(
        long number,
        Instant at,
        String node,
        String kind,
        String result,
        String actor,
        String name,
        String address,
        String object,
        String reason,
        String text,
        Map<String, String> facts) {

    static LedgerRecord of(ExportedRecord record) {
        LedgerLeaf leaf;
        try {
            leaf = LedgerLeaf.parse(record.leaf());
        } catch (FormatException e) {
            throw new AuditException("the record " + record.number() + " is broken", e);
        }
        return new LedgerRecord(
                leaf.number(),
                Instant.EPOCH.plus(leaf.atMicros(), ChronoUnit.MICROS),
                leaf.node(),
                leaf.kind(),
                leaf.result(),
                leaf.actor(),
                value(record.beside(), "name"),
                value(record.beside(), "address"),
                leaf.object(),
                leaf.reason(),
                value(record.beside(), "text"),
                leaf.facts());
    }

    private static String value(SortedMap<String, Beside> beside, String field) {
        Beside known = beside.get(field);
        return known == null ? "" : known.value();
    }
}

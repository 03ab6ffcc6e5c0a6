package org.yuanjian.console.audit.format;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yuanjian.console.audit.merkle.TreeHash;

/// One record as it is hashed: ids, keys, figures, and the salted hashes of what stands beside it.
///
/// @param number place in the tree, from 0
/// @param atMicros when, in microseconds since 1970 UTC
/// @param node which process took it down
/// @param facts by name
/// @param salted hash of each field beside, by its name
public record LedgerLeaf(
        long number,
        long atMicros,
        String node,
        String kind,
        String result,
        String actor,
        String object,
        String reason,
        SortedMap<String, String> facts,
        SortedMap<String, String> salted) {

    /// The text that is hashed.
    public String text() {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("number", number);
        fields.put("at", atMicros);
        fields.put("node", node);
        fields.put("kind", kind);
        fields.put("result", result);
        fields.put("actor", actor);
        fields.put("object", object);
        fields.put("reason", reason);
        fields.put("facts", facts);
        fields.put("salted", salted);
        return CanonicalJson.of(fields);
    }

    public static TreeHash hash(String text) {
        return TreeHash.ofLeaf(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads what [#text] wrote, and nothing that differs from it in a single byte.
    public static LedgerLeaf parse(String text) throws FormatException {
        JsonFields fields = JsonFields.parse(text);
        LedgerLeaf leaf =
                new LedgerLeaf(
                        fields.number("number"),
                        fields.number("at"),
                        fields.text("node"),
                        fields.text("kind"),
                        fields.text("result"),
                        fields.text("actor"),
                        fields.text("object"),
                        fields.text("reason"),
                        fields.object("facts").allTexts(),
                        fields.object("salted").allTexts());
        if (!leaf.text().equals(text)) {
            throw new FormatException("not as the ledger writes it");
        }
        return leaf;
    }
}

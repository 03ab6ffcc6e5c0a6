package org.yuanjian.console.audit.export;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yuanjian.console.audit.format.Beside;
import org.yuanjian.console.audit.format.CanonicalJson;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.JsonFields;
import org.yuanjian.console.audit.merkle.TreeHash;

/// A record as it stands in an export.
///
/// @param number its place
/// @param leaf the text that was hashed
/// @param beside what stands beside it and was not deleted, by field
public record ExportedRecord(
        long number, String leaf, TreeHash hash, SortedMap<String, Beside> beside) {
    /// What can stand beside a record.
    static final List<String> FIELDS = List.of("address", "name", "text");

    String line() {
        Map<String, Object> besides = new TreeMap<>();
        beside.forEach((field, value) -> besides.put(field, value.fields()));
        return CanonicalJson.of(Map.of("leaf", leaf, "hash", hash.toString(), "beside", besides));
    }

    /// The record without its content, where an export needs only its hash.
    String hashLine() {
        return CanonicalJson.of(Map.of("number", number, "hash", hash.toString()));
    }

    static SortedMap<String, Beside> besides(JsonFields fields) throws FormatException {
        SortedMap<String, Beside> beside = new TreeMap<>();
        for (String name : fields.names()) {
            beside.put(name, Beside.parse(fields.object(name)));
        }
        return beside;
    }
}

package org.yuanjian.console.audit.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yuanjian.console.audit.merkle.Frontier;
import org.yuanjian.console.audit.merkle.MerkleProof;
import org.yuanjian.console.audit.merkle.TreeHash;

/// What was signed of the ledger at one moment: how many records it had and their root. Each head
/// names the one before, so that none can be left out unseen.
///
/// @param size records
/// @param previous size of the head before; 0 for the first
/// @param atMicros when, in microseconds since 1970 UTC
/// @param node which process signed
/// @param key id of the key
/// @param edge roots of the perfect subtrees, the largest first; they give the root
/// @param signature Ed25519 over [#signedBytes], base64
public record TreeHead(
        long size,
        long previous,
        long atMicros,
        String node,
        String key,
        TreeHash root,
        List<TreeHash> edge,
        String signature) {

    private static final String PURPOSE = "yuanjian ledger head 1\n";

    public TreeHead {
        edge = List.copyOf(edge);
    }

    public TreeHead signed(String text) {
        return new TreeHead(size, previous, atMicros, node, key, root, edge, text);
    }

    /// Bytes that no other signature of this key can be about.
    public byte[] signedBytes() {
        return (PURPOSE + CanonicalJson.of(fields())).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> fields() {
        return Map.of(
                "size", size,
                "previous", previous,
                "at", atMicros,
                "node", node,
                "key", key,
                "root", root.toString());
    }

    public Instant at() {
        return Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
    }

    public MerkleProof.Tree tree() {
        return new MerkleProof.Tree(size, root);
    }

    public Frontier frontier() {
        return new Frontier(size, edge);
    }

    /// One line, as it stands in exports and in the second place.
    public String line() {
        return CanonicalJson.of(
                Map.of(
                        "head", fields(),
                        "edge", edge.stream().map(TreeHash::toString).toList(),
                        "signature", signature));
    }

    /// Reads what [#line] wrote; the edge fits the root. Who signed is for [LedgerPublicKeys].
    public static TreeHead parse(String line) throws FormatException {
        TreeHead head = parse(JsonFields.parse(line));
        if (!head.line().equals(line)) {
            throw new FormatException("not as the ledger writes it");
        }
        return head;
    }

    private static TreeHead parse(JsonFields fields) throws FormatException {
        JsonFields head = fields.object("head");
        try {
            List<TreeHash> edge = new ArrayList<>();
            for (String each : fields.texts("edge")) {
                edge.add(TreeHash.parse(each));
            }
            TreeHead read =
                    new TreeHead(
                            head.number("size"),
                            head.number("previous"),
                            head.number("at"),
                            head.text("node"),
                            head.text("key"),
                            TreeHash.parse(head.text("root")),
                            edge,
                            fields.text("signature"));
            if (!read.frontier().root().equals(read.root())) {
                throw new FormatException("the edge is not that of the root");
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw new FormatException("not a head", e);
        }
    }
}

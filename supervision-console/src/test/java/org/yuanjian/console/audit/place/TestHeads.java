package org.yuanjian.console.audit.place;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.Frontier;
import org.yuanjian.console.audit.merkle.TreeHash;

/// Signed heads of a ledger that never was.
final class TestHeads {
    static final LedgerKey KEY = key();

    private TestHeads() {}

    private static LedgerKey key() {
        try {
            return LedgerKey.parse(LedgerKey.fresh());
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One after each ten records.
    static List<TreeHead> heads(int count) {
        return heads(count, Integer.MAX_VALUE, 10);
    }

    /// The same up to some record, and another history from there on.
    ///
    /// @param step records from one head to the next in the other history
    static List<TreeHead> heads(int count, int same, int step) {
        List<TreeHead> heads = new ArrayList<>();
        Frontier frontier = new Frontier();
        long previous = 0;
        for (int i = 1; heads.size() < count; i++) {
            String leaf = (i <= same ? "leaf " : "other ") + i;
            frontier.add(TreeHash.ofLeaf(leaf.getBytes(StandardCharsets.UTF_8)));
            if (i <= same ? i % 10 == 0 : (i - same) % step == 0) {
                heads.add(head(frontier, previous));
                previous = i;
            }
        }
        return heads;
    }

    private static TreeHead head(Frontier frontier, long previous) {
        return KEY.sign(
                new TreeHead(
                        frontier.size(),
                        previous,
                        frontier.size() * 1_000L,
                        "node-1",
                        KEY.id(),
                        frontier.root(),
                        frontier.edge(),
                        ""));
    }
}

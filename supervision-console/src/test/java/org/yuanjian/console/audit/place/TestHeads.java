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
        List<TreeHead> heads = new ArrayList<>();
        Frontier frontier = new Frontier();
        for (int i = 1; i <= 10 * count; i++) {
            frontier.add(TreeHash.ofLeaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)));
            if (i % 10 == 0) {
                heads.add(
                        KEY.sign(
                                new TreeHead(
                                        i,
                                        i - 10,
                                        i * 1_000L,
                                        "node-1",
                                        KEY.id(),
                                        frontier.root(),
                                        frontier.edge(),
                                        "")));
            }
        }
        return heads;
    }
}

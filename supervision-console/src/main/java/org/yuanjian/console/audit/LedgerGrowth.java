package org.yuanjian.console.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.console.audit.export.ExportedRecord;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.format.LedgerLeaf;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.Frontier;
import org.yuanjian.console.audit.merkle.TreeHash;

/// What one transaction adds to the ledger: records, nodes of the tree, heads.
final class LedgerGrowth {
    /// The most records between two heads, so that a rewritten hash is known to that span.
    static final int SPAN = 1_000;

    /// Nodes are kept at every so many levels.
    static final int NODE_LEVELS = 8;

    private final Signer signer;
    private final Frontier frontier;
    private final List<Row> rows = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<TreeHead> heads = new ArrayList<>();
    private LedgerTip tip;

    /// Who signs, where and when.
    record Signer(LedgerKey key, String node, Instant now) {}

    /// A record with what the database looks it up by.
    record Row(LedgerLeaf leaf, ExportedRecord record) {}

    /// A node of the tree that is kept.
    record Node(int level, long position, TreeHash hash) {}

    LedgerGrowth(LedgerTip tip, Signer signer) {
        this.tip = tip;
        this.signer = signer;
        this.frontier = tip.frontier().copy();
    }

    /// Adds a record; whoever made it is told its number when all of this is on the disk.
    ///
    /// @param deleted what is deleted with it
    long add(LedgerEntry entry, String deleted) {
        long number = frontier.size();
        LedgerLeaf leaf = entry.leaf(number, signer.node(), deleted);
        String text = leaf.text();
        TreeHash hash = LedgerLeaf.hash(text);
        rows.add(new Row(leaf, new ExportedRecord(number, text, hash, entry.beside())));
        frontier.add(hash, this::keepNode);
        if (entry.order().isSealed() || frontier.size() - tip.headSize() >= SPAN) {
            seal();
        }
        return number;
    }

    private void keepNode(int level, long position, TreeHash hash) {
        if (level % NODE_LEVELS == 0) {
            nodes.add(new Node(level, position, hash));
        }
    }

    /// Signs what there is now, unless it was signed already.
    void seal() {
        if (frontier.size() == tip.headSize()) {
            return;
        }
        TreeHead head =
                signer.key()
                        .sign(
                                new TreeHead(
                                        frontier.size(),
                                        tip.headSize(),
                                        ChronoUnit.MICROS.between(Instant.EPOCH, signer.now()),
                                        signer.node(),
                                        signer.key().id(),
                                        frontier.root(),
                                        frontier.edge(),
                                        ""));
        heads.add(head);
        tip = new LedgerTip(frontier, head.size(), signer.now());
    }

    /// How far the ledger is when this is on the disk.
    LedgerTip tip() {
        return new LedgerTip(frontier, tip.headSize(), tip.headAt());
    }

    List<Row> rows() {
        return rows;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<TreeHead> heads() {
        return heads;
    }
}

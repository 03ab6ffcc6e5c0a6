package org.yuanjian.console.audit.export;

import java.util.List;
import java.util.Optional;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.MerkleTree;

/// Where an export comes from: records and heads that never change once they are there.
public interface ExportSource extends MerkleTree.Subtrees {
    /// Records from a number on, in order, at most so many.
    List<ExportedRecord> records(long from, int most);

    /// Heads of more records than this, in order, at most so many.
    List<TreeHead> headsAfter(long size, int most);

    /// The largest head of at most so many records.
    Optional<TreeHead> headUpTo(long size);
}

package org.yuanjian.console.audit.merkle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Checks proofs with nothing but the roots they speak of.
public final class MerkleProof {
    private MerkleProof() {}

    /// A tree as its head tells of it.
    public record Tree(long size, TreeHash root) {}

    /// Whether the leaf has this place in the tree: RFC 9162 §2.1.3.2.
    public static boolean includes(Tree tree, long index, TreeHash leaf, List<TreeHash> path) {
        if (index < 0 || index >= tree.size()) {
            return false;
        }
        long at = index;
        long last = tree.size() - 1;
        TreeHash root = leaf;
        for (TreeHash beside : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                root = TreeHash.ofNode(beside, root);
                int up = at == 0 ? 0 : Long.numberOfTrailingZeros(at);
                at >>= up;
                last >>= up;
            } else {
                root = TreeHash.ofNode(root, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && root.equals(tree.root());
    }

    /// Whether one tree is where the other begins: RFC 9162 §2.1.4.2.
    public static boolean continues(Tree first, Tree second, List<TreeHash> path) {
        if (first.size() == second.size()) {
            return path.isEmpty() && first.root().equals(second.root());
        }
        if (first.size() == 0) {
            return path.isEmpty() && first.root().equals(TreeHash.EMPTY);
        }
        if (first.size() < 0 || first.size() > second.size()) {
            return false;
        }
        Deque<TreeHash> rest = new ArrayDeque<>(path);
        if (Long.bitCount(first.size()) == 1) {
            rest.addFirst(first.root());
        }
        return !rest.isEmpty() && climb(first, second, rest);
    }

    private static boolean climb(Tree first, Tree second, Deque<TreeHash> rest) {
        int up = Long.numberOfTrailingZeros(first.size());
        long at = (first.size() - 1) >> up;
        long last = (second.size() - 1) >> up;
        TreeHash before = rest.removeFirst();
        TreeHash after = before;
        for (TreeHash beside : rest) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                before = TreeHash.ofNode(beside, before);
                after = TreeHash.ofNode(beside, after);
                int skip = at == 0 ? 0 : Long.numberOfTrailingZeros(at);
                at >>= skip;
                last >>= skip;
            } else {
                after = TreeHash.ofNode(after, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(first.root()) && after.equals(second.root());
    }
}

package org.yuanjian.console.audit.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Makes proofs from the roots of perfect subtrees.
public final class MerkleTree {
    private final Subtrees subtrees;

    /// Tells the root of each perfect subtree within the tree.
    @FunctionalInterface
    public interface Subtrees {
        /// @param level 0 for a leaf
        /// @param position from the left among those of its level
        TreeHash root(int level, long position);
    }

    public MerkleTree(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /// That a leaf is in the tree of the first `size` leaves: RFC 9162 §2.1.3.1.
    public List<TreeHash> inclusion(long index, long size) {
        Objects.checkIndex(index, size);
        List<TreeHash> path = new ArrayList<>();
        path(index, 0, size, path);
        return path;
    }

    private void path(long index, long from, long to, List<TreeHash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, path);
            path.add(root(middle, to));
        } else {
            path(index, middle, to, path);
            path.add(root(from, middle));
        }
    }

    /// The largest power of two below a count.
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    /// Of the leaves from `from`, which a perfect subtree begins with, to before `to`.
    private TreeHash root(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            return subtrees.root(Long.numberOfTrailingZeros(count), from / count);
        }
        long middle = from + split(count);
        return TreeHash.ofNode(root(from, middle), root(middle, to));
    }

    /// Root of the tree of the first `size` leaves.
    public TreeHash root(long size) {
        return size == 0 ? TreeHash.EMPTY : root(0, size);
    }

    /// That the tree of `first` leaves is where that of `second` leaves begins: RFC 9162 §2.1.4.1.
    public List<TreeHash> consistency(long first, long second) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException(first + " of " + second);
        }
        List<TreeHash> path = new ArrayList<>();
        if (first > 0 && first < second) {
            subproof(first, 0, second, path);
        }
        return path;
    }

    /// @param first leaves of the smaller tree from the very beginning
    private void subproof(long first, long from, long to, List<TreeHash> path) {
        if (first == to) {
            // The whole of the smaller tree is known to who checks; a part of it is not.
            if (from > 0) {
                path.add(root(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (first <= middle) {
            subproof(first, from, middle, path);
            path.add(root(middle, to));
        } else {
            subproof(first, middle, to, path);
            path.add(root(from, middle));
        }
    }
}

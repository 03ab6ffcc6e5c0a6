package org.yuanjian.console.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a growing tree: the roots of its perfect subtrees, the largest first. It is
/// all that must be known to add leaves and to tell the root. One thread.
public final class Frontier {
    private final List<TreeHash> edge;
    private long size;

    /// Hears of each perfect subtree as it is completed.
    @FunctionalInterface
    public interface Subtrees {
        /// @param level of its root: it has 2 to the power of this many leaves
        /// @param position from the left among those of its level
        void completed(int level, long position, TreeHash root);
    }

    /// Of a tree without leaves.
    public Frontier() {
        this(0, List.of());
    }

    /// @param size leaves of the tree
    /// @param edge what [#edge] told of it
    /// @throws IllegalArgumentException if the edge cannot be that of such a tree
    public Frontier(long size, List<TreeHash> edge) {
        if (size < 0 || Long.bitCount(size) != edge.size()) {
            throw new IllegalArgumentException("not the edge of a tree of " + size);
        }
        this.size = size;
        this.edge = new ArrayList<>(edge);
    }

    public Frontier copy() {
        return new Frontier(size, edge);
    }

    public long size() {
        return size;
    }

    public List<TreeHash> edge() {
        return List.copyOf(edge);
    }

    public void add(TreeHash leaf) {
        add(leaf, (_, _, _) -> {});
    }

    public void add(TreeHash leaf, Subtrees subtrees) {
        TreeHash root = leaf;
        size++;
        int levels = Long.numberOfTrailingZeros(size);
        for (int level = 1; level <= levels; level++) {
            root = TreeHash.ofNode(edge.removeLast(), root);
            subtrees.completed(level, (size >> level) - 1, root);
        }
        edge.add(root);
    }

    public TreeHash root() {
        if (edge.isEmpty()) {
            return TreeHash.EMPTY;
        }
        TreeHash root = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = TreeHash.ofNode(edge.get(i), root);
        }
        return root;
    }
}

package org.yuanjian.console.audit.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// One hash of the tree: SHA-256 over a leaf, or over what hangs below a node.
public final class TreeHash {
    private static final int BYTES = 32;
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /// Of a tree without leaves: the hash of nothing.
    public static final TreeHash EMPTY = new TreeHash(sha256().digest());

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// RFC 9162 §2.1.1: leaves and nodes are told apart by the byte they begin with.
    public static TreeHash ofLeaf(byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return new TreeHash(digest.digest(leaf));
    }

    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads what [#toString] wrote.
    ///
    /// @throws IllegalArgumentException if it is no such text
    public static TreeHash parse(String text) {
        TreeHash hash = new TreeHash(Base64.getUrlDecoder().decode(text));
        if (hash.bytes.length != BYTES || !hash.toString().equals(text)) {
            throw new IllegalArgumentException("not a hash");
        }
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Base64 for URLs without padding, 43 characters.
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

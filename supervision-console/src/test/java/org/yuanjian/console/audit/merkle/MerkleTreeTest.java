package org.yuanjian.console.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private static final int MOST = 70;

    /// Inputs and roots of the reference implementation of Certificate Transparency.
    private static final List<String> INPUTS =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS =
            List.of(
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final List<TreeHash> leaves =
            IntStream.range(0, MOST)
                    .mapToObj(i -> TreeHash.ofLeaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
                    .toList();
    private final MerkleTree tree = new MerkleTree(this::perfect);

    private TreeHash perfect(int level, long position) {
        int from = Math.toIntExact(position << level);
        return recursive(from, from + (1 << level));
    }

    /// MTH as RFC 9162 §2.1.1 defines it.
    private TreeHash recursive(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        return TreeHash.ofNode(recursive(from, middle), recursive(middle, to));
    }

    private MerkleProof.Tree first(int size) {
        return new MerkleProof.Tree(size, size == 0 ? TreeHash.EMPTY : recursive(0, size));
    }

    private static String hex(TreeHash hash) {
        return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(hash.toString()));
    }

    @Test
    void frontier_knownInputs_hasTheKnownRoots() {
        Frontier frontier = new Frontier();
        assertThat(hex(frontier.root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < INPUTS.size(); i++) {
            frontier.add(TreeHash.ofLeaf(HexFormat.of().parseHex(INPUTS.get(i))));
            assertThat(hex(frontier.root())).isEqualTo(ROOTS.get(i));
        }
    }

    @Test
    void frontier_everySize_isTheRecursiveRoot() {
        Frontier frontier = new Frontier();
        List<String> completed = new ArrayList<>();
        for (int size = 1; size <= MOST; size++) {
            frontier.add(
                    leaves.get(size - 1),
                    (level, position, root) -> {
                        completed.add(level + "/" + position);
                        assertThat(root).isEqualTo(perfect(level, position));
                    });
            assertThat(frontier.root()).isEqualTo(recursive(0, size)).isEqualTo(tree.root(size));
            Frontier again = new Frontier(frontier.size(), frontier.edge());
            assertThat(again.root()).isEqualTo(frontier.root());
        }
        assertThat(completed).contains("1/0", "6/0", "3/7", "1/34").doesNotContain("7/0");
    }

    @Test
    void frontier_edgeOfAnotherSize_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Frontier(3, List.of(TreeHash.EMPTY)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Frontier(-1, List.of()));
    }

    @Test
    void inclusion_everyLeafOfEverySize_holdsForItAlone() {
        for (int size = 1; size <= MOST; size++) {
            for (int index = 0; index < size; index++) {
                List<TreeHash> path = tree.inclusion(index, size);
                assertThat(MerkleProof.includes(first(size), index, leaves.get(index), path))
                        .isTrue();
                int other = (index + 1) % size;
                if (size > 1) {
                    assertThat(MerkleProof.includes(first(size), other, leaves.get(index), path))
                            .isFalse();
                    assertThat(MerkleProof.includes(first(size), index, leaves.get(other), path))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void inclusion_damagedPath_doesNotHold() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            int size = random.nextInt(2, MOST);
            int index = random.nextInt(size);
            List<TreeHash> path = new ArrayList<>(tree.inclusion(index, size));
            damage(path, random);
            assertThat(MerkleProof.includes(first(size), index, leaves.get(index), path)).isFalse();
        }
    }

    private void damage(List<TreeHash> path, Random random) {
        int at = random.nextInt(path.size());
        switch (random.nextInt(3)) {
            case 0 -> path.set(at, TreeHash.EMPTY);
            case 1 -> path.remove(at);
            default -> path.add(at, leaves.getLast());
        }
    }

    @Test
    void consistency_everyPairOfSizes_holds() {
        for (int second = 0; second <= MOST; second++) {
            for (int first = 0; first <= second; first++) {
                List<TreeHash> path = tree.consistency(first, second);
                assertThat(MerkleProof.continues(first(first), first(second), path))
                        .as("%d of %d", first, second)
                        .isTrue();
            }
        }
    }

    @Test
    void consistency_otherTreeOrDamagedPath_doesNotHold() {
        Random random = new Random(2);
        for (int i = 0; i < 1_000; i++) {
            int second = random.nextInt(3, MOST);
            int first = random.nextInt(2, second);
            List<TreeHash> path = new ArrayList<>(tree.consistency(first, second));
            MerkleProof.Tree forged = new MerkleProof.Tree(first, leaves.getFirst());
            assertThat(MerkleProof.continues(forged, first(second), path)).isFalse();
            damage(path, random);
            assertThat(MerkleProof.continues(first(first), first(second), path)).isFalse();
        }
        assertThat(MerkleProof.continues(first(5), first(4), List.of())).isFalse();
        assertThat(MerkleProof.continues(first(5), first(6), List.of())).isFalse();
    }

    @Test
    void inclusion_leafOutside_isRefused() {
        assertThatThrownBy(() -> tree.inclusion(5, 5))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> tree.consistency(6, 5));
    }

    @Test
    void parse_whatIsNoHash_isRefused() {
        assertThat(TreeHash.parse(TreeHash.EMPTY.toString())).isEqualTo(TreeHash.EMPTY);
        String text = TreeHash.EMPTY.toString();
        for (String bad : List.of("", "AAAA", text + "=", text.substring(1), text + "A", "ü")) {
            assertThatIllegalArgumentException().isThrownBy(() -> TreeHash.parse(bad));
        }
        // The last character holds two bits that mean nothing; they must be zero.
        assertThatIllegalArgumentException().isThrownBy(() -> TreeHash.parse("A".repeat(42) + "B"));
    }
}

package org.yuanjian.console.audit.export;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.audit.export.ExportException.Kind;
import org.yuanjian.console.audit.export.ExportVerifier.Held;
import org.yuanjian.console.audit.export.ExportVerifier.Verified;
import org.yuanjian.console.audit.format.Beside;
import org.yuanjian.console.audit.format.LedgerLeaf;
import org.yuanjian.console.audit.format.LedgerPublicKeys;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.Frontier;
import org.yuanjian.console.audit.merkle.MerkleProof;

/// How far one export has been checked.
final class Verification {
    private final ExportLine.Opening all;
    private final LedgerPublicKeys keys;
    private final @Nullable HeadFile second;
    private final Deletions deletions = new Deletions();
    private Frontier frontier = new Frontier();
    private @Nullable TreeHead last;
    private ExportLine.@Nullable Skipped skipped;
    private boolean isEnded;

    Verification(ExportLine.Opening all, LedgerPublicKeys keys, @Nullable HeadFile second)
            throws ExportException {
        if (all.from() > all.to() || all.to() > all.size()) {
            throw new ExportException(Kind.NO_EXPORT, 0, 0, "its first line contradicts itself");
        }
        this.all = all;
        this.keys = keys;
        this.second = second;
    }

    /// Number of the record that comes next.
    long next() {
        return frontier.size();
    }

    void take(ExportLine line) throws IOException, ExportException {
        if (isEnded) {
            throw wrong(Kind.TOO_LONG, "there are lines behind the head at the end");
        }
        if (skipped != null && !(line instanceof ExportLine.Signed)) {
            throw wrong(Kind.WRONG_HEAD, "the head behind a proof is missing");
        }
        switch (line) {
            case ExportLine.Told told -> take(told);
            case ExportLine.Hidden hidden -> take(hidden);
            case ExportLine.Signed signed -> take(signed.head());
            case ExportLine.Skipped proof -> take(proof);
            case ExportLine.Opening _ -> throw wrong(Kind.BROKEN_LINE, "it begins a second time");
        }
    }

    private ExportException wrong(Kind kind, String message) {
        return new ExportException(kind, next(), next(), message);
    }

    private void take(ExportLine.Told told) throws ExportException {
        expect(told.leaf().number(), true);
        if (!LedgerLeaf.hash(told.text()).equals(told.hash())) {
            throw wrong(Kind.CHANGED_RECORD, "the text is not what was hashed");
        }
        Map<String, String> salted = told.leaf().salted();
        for (String field : salted.keySet()) {
            if (!told.beside().containsKey(field)) {
                deletions.missing(next(), field);
            }
        }
        for (Map.Entry<String, Beside> beside : told.beside().entrySet()) {
            if (!isAsSaid(beside.getValue(), salted.get(beside.getKey()))) {
                throw wrong(Kind.CHANGED_TEXT, beside.getKey() + " is not what was said then");
            }
        }
        if (isWhole()) {
            deletions.told(told.leaf());
        }
        frontier.add(told.hash());
    }

    /// Whether this number comes next, and is told or hidden as announced.
    private void expect(long number, boolean isTold) throws ExportException {
        if (number != next()) {
            throw wrong(Kind.WRONG_RECORD, "the record " + number + " stands in its place");
        }
        if (isTold != (number >= all.from() && number < all.to())) {
            throw wrong(Kind.WRONG_RECORD, "its content is missing, or was not asked for");
        }
    }

    private static boolean isAsSaid(Beside beside, @Nullable String hash) {
        try {
            return beside.hash().equals(hash);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Only the whole ledger has all records that tell of deletions.
    private boolean isWhole() {
        return all.from() == 0 && all.to() == all.size();
    }

    private void take(ExportLine.Hidden hidden) throws ExportException {
        expect(hidden.number(), false);
        frontier.add(hidden.hash());
    }

    private void take(ExportLine.Skipped proof) throws ExportException {
        if (last == null || proof.first() != last.size() || next() != last.size()) {
            throw wrong(Kind.WRONG_HEAD, "a proof does not begin at the head before it");
        }
        skipped = proof;
    }

    private void take(TreeHead head) throws IOException, ExportException {
        if (!keys.signed(head)) {
            throw wrong(Kind.WRONG_HEAD, "the key did not sign the head of " + head.size());
        }
        if (skipped != null) {
            checkSkipped(skipped, head);
        } else if (isStart(head)) {
            frontier = head.frontier();
            compare(head, head.size());
        } else {
            checkNext(head);
            compare(head, 0);
        }
        last = head;
        isEnded = head.size() == all.size();
    }

    private boolean isStart(TreeHead head) {
        return last == null && next() == 0 && all.from() > 0 && head.size() <= all.from();
    }

    private void checkSkipped(ExportLine.Skipped proof, TreeHead head) throws ExportException {
        boolean holds =
                last != null
                        && proof.second() == head.size()
                        && head.size() == all.size()
                        && MerkleProof.continues(last.tree(), head.tree(), proof.path());
        if (!holds) {
            throw wrong(Kind.WRONG_HEAD, "the head at the end does not follow from the one before");
        }
    }

    private void checkNext(TreeHead head) throws ExportException {
        if (head.size() > next()) {
            throw wrong(Kind.WRONG_RECORD, "it is missing before the head of " + head.size());
        }
        long before = last == null ? 0 : last.size();
        if (head.size() < next() || head.previous() != before) {
            throw wrong(Kind.WRONG_HEAD, "a head is missing or out of place");
        }
        if (!head.root().equals(frontier.root())) {
            throw new ExportException(
                    Kind.REWRITTEN_SPAN, before, head.size(), "their hashes were rewritten");
        }
    }

    /// Holds a head against the second place, whose heads of fewer records are left out.
    private void compare(TreeHead head, long from) throws IOException, ExportException {
        if (second != null) {
            second.skipTo(from);
            second.compare(head);
        }
    }

    /// Nothing follows.
    Verified finish() throws IOException, ExportException {
        if (last == null || !isEnded || next() < all.to()) {
            throw wrong(Kind.ENDS_EARLY, "the head of " + all.size() + " records should end it");
        }
        if (isWhole() && deletions.unproven().isPresent()) {
            long number = deletions.unproven().getAsLong();
            throw new ExportException(
                    Kind.UNPROVEN_DELETION, number, number, "a value is gone without a proof");
        }
        @Nullable Held held = second == null ? null : second.finish(last);
        return new Verified(all.from(), all.to(), deletions.count(), last, held);
    }
}

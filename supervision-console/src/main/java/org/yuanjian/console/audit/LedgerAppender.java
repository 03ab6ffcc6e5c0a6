package org.yuanjian.console.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.Frontier;
import org.yuanjian.console.audit.merkle.TreeHash;

/// Adds to the ledger, one transaction at a time, behind whatever other processes have added. One
/// thread.
final class LedgerAppender {
    private static final int PAGE = 1_000;

    private final LedgerStore store;
    private final LedgerKey key;
    private final String node;
    private final InstantSource clock;
    private volatile @Nullable LedgerTip tip;

    /// @param node name of this process in records
    LedgerAppender(LedgerStore store, LedgerKey key, String node, InstantSource clock) {
        this.store = store;
        this.key = key;
        this.node = node;
        this.clock = clock;
    }

    /// Adds records and returns once they are on the disk.
    ///
    /// @param isSealed whether a head follows
    /// @return their numbers
    List<Long> append(List<LedgerEntry> entries, boolean isSealed) {
        List<Long> numbers = new ArrayList<>();
        tip =
                store.writeAlone(db -> {
                    LedgerTip now = catchUp(db, tip == null ? load(db) : tip);
                    LedgerGrowth growth =
                            new LedgerGrowth(
                                    now, new LedgerGrowth.Signer(key, node, clock.instant()));
                    for (LedgerEntry entry : entries) {
                        String deleted = store.deleteBeside(db, entry.order().deletes());
                        numbers.add(growth.add(entry, deleted));
                    }
                    if (isSealed) {
                        growth.seal();
                    }
                    store.add(db, growth);
                    return growth.tip();
                });
        return numbers;
    }

    /// From the last head.
    private LedgerTip load(JdbcTemplate db) {
        Optional<TreeHead> head = store.lastHead(db);
        return new LedgerTip(
                head.map(TreeHead::frontier).orElseGet(Frontier::new),
                head.map(TreeHead::size).orElse(0L),
                head.map(TreeHead::at).orElse(Instant.EPOCH));
    }

    /// Over what others have added since, records and heads: one may have signed what is known
    /// here.
    private LedgerTip catchUp(JdbcTemplate db, LedgerTip before) {
        long size = store.size(db);
        Frontier frontier = before.frontier().copy();
        while (frontier.size() < size) {
            List<TreeHash> page = store.hashes(db, frontier.size(), PAGE);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(frontier::add);
        }
        if (frontier.size() != size) {
            throw new AuditException(
                    "records are missing: there are %d, there were %d"
                            .formatted(size, frontier.size()),
                    null);
        }
        LedgerTip heads = load(db);
        return new LedgerTip(frontier, heads.headSize(), heads.headAt());
    }

    boolean isHeadDue() {
        LedgerTip now = tip;
        return now != null && now.isHeadDue(clock.instant());
    }

    /// Whether this process has seen how far the ledger is.
    boolean isOpen() {
        return tip != null;
    }

    /// Records of the last head, as this process knows.
    long headSize() {
        LedgerTip now = tip;
        return now == null ? 0 : now.headSize();
    }

    /// Records so far, as this process knows; 0 before the first look.
    long size() {
        LedgerTip now = tip;
        return now == null ? 0 : now.frontier().size();
    }
}

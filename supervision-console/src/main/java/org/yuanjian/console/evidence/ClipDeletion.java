package org.yuanjian.console.evidence;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.console.retention.Retained;

/// Deletes clips whose finding was closed long enough ago: their files are put aside, then their
/// rows are deleted, then what was put aside is. What the ledger says of them stays.
final class ClipDeletion implements Retained.Deletion {
    private final EvidenceStore store;
    private final EvidenceSeal seal;
    private final String node;

    /// @param node whose clips these are, as their files lie there
    ClipDeletion(EvidenceStore store, EvidenceSeal seal, String node) {
        this.store = store;
        this.seal = seal;
        this.node = node;
    }

    @Override
    public List<String> delete(JdbcClient db, Instant before, int most) {
        List<String> due =
                db.sql(
                                """
                                SELECT clip.id FROM finding
                                JOIN evidence_clip AS clip ON clip.reference = 'Q-' || finding.number
                                WHERE finding.state = 'closed' AND finding.closed_micros < ?
                                    AND clip.node = ? AND clip.state <> 'recording'
                                    AND clip.locked = 0
                                ORDER BY clip.id LIMIT ?
                                """)
                        .params(Micros.of(before), node, most)
                        .query((row, _) -> row.getString("id"))
                        .list();
        if (due.isEmpty()) {
            return due;
        }
        due.forEach(seal::putAside);
        return db.sql("DELETE FROM evidence_clip WHERE id IN (:due) AND locked = 0 RETURNING id")
                .param("due", due)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    /// Deletes files that were put aside, and puts those back whose clip is still there.
    void complete() {
        for (String clip : seal.aside()) {
            if (store.clip(clip).isEmpty()) {
                seal.deleteAside(clip);
            } else {
                seal.putBack(clip);
            }
        }
    }
}

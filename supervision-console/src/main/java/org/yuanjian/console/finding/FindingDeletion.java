package org.yuanjian.console.finding;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;

/// Deletes findings and reference views that were kept long enough.
final class FindingDeletion {
    private FindingDeletion() {}

    /// Those closed before a time, with their steps and pictures. A clip that is still kept keeps
    /// its finding.
    ///
    /// @return their ids
    static List<String> findings(JdbcClient db, Instant before, int most) {
        // Written to, so that nobody opens one of them again meanwhile.
        List<String> due =
                db.sql(
                                """
                                UPDATE finding SET changed_micros = changed_micros
                                WHERE state = 'closed' AND id IN (
                                    SELECT id FROM finding
                                    WHERE state = 'closed' AND closed_micros < ? AND NOT EXISTS (
                                        SELECT 1 FROM evidence_clip
                                        WHERE reference = 'Q-' || finding.number)
                                    ORDER BY id LIMIT ?)
                                RETURNING id
                                """)
                        .params(Micros.of(before), most)
                        .query((row, _) -> row.getString("id"))
                        .list();
        if (due.isEmpty()) {
            return due;
        }
        for (String part : List.of("finding_picture", "finding_step")) {
            db.sql("DELETE FROM " + part + " WHERE finding IN (:due)").param("due", due).update();
        }
        return db.sql("DELETE FROM finding WHERE id IN (:due) RETURNING id")
                .param("due", due)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    /// Approved views in whose place another was approved before a time.
    ///
    /// @return their ids
    static List<String> references(JdbcClient db, Instant before, int most) {
        return db.sql(
                        """
                        DELETE FROM reference_view WHERE id IN (
                            SELECT id FROM reference_view AS old
                            WHERE approved_micros > 0 AND EXISTS (
                                SELECT 1 FROM reference_view AS next
                                WHERE next.point = old.point
                                    AND next.approved_micros > old.approved_micros
                                    AND next.approved_micros < ?)
                            ORDER BY id LIMIT ?)
                        RETURNING id
                        """)
                .params(Micros.of(before), most)
                .query((row, _) -> row.getString("id"))
                .list();
    }
}

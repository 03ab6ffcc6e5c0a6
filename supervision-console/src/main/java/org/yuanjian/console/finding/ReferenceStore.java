package org.yuanjian.console.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;

/// Keeps how points are to look: of each the view that was approved last, and what is proposed
/// since. Any thread.
final class ReferenceStore {
    private static final String COLUMNS =
            "id, point, account, at_micros, approved_by, approved_micros";

    private final SqlStore sql;
    private final TimeOrderedIds ids;

    ReferenceStore(SqlStore sql, TimeOrderedIds ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// Proposes a still the account took of the point, in place of what was proposed before; empty
    /// if there is no such still.
    Optional<ReferenceView> propose(String point, String account, String still) {
        String id = ids.next();
        sql.write(db -> {
            int taken =
                    db.sql(
                                    """
                                    INSERT INTO reference_view
                                        (id, point, account, jpeg, at_micros, approved_by, approved_micros)
                                    SELECT ?, point, account, jpeg, at_micros, '', 0 FROM still
                                    WHERE id = ? AND account = ? AND point = ?
                                    """)
                            .params(id, still, account, point)
                            .update();
            if (taken == 1) {
                db.sql("DELETE FROM still WHERE id = ?").param(still).update();
                db.sql(
                                """
                                DELETE FROM reference_view
                                WHERE point = ? AND approved_micros = 0 AND id <> ?
                                """)
                        .params(point, id)
                        .update();
            }
            return taken;
        });
        return proposed(point).filter(view -> view.id().equals(id));
    }

    /// Whether there is such a still to propose.
    boolean hasStill(String point, String account, String still) {
        return sql.reading()
                        .sql(
                                "SELECT COUNT(*) FROM still WHERE id = ? AND account = ? AND point = ?")
                        .params(still, account, point)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    Optional<ReferenceView> proposed(String point) {
        return sql.reading()
                .sql(
                        "SELECT "
                                + COLUMNS
                                + """
                                 FROM reference_view WHERE point = ? AND approved_micros = 0
                                ORDER BY id DESC LIMIT 1
                                """)
                .param(point)
                .query(ReferenceStore::read)
                .optional();
    }

    Optional<ReferenceView> approved(String point) {
        return sql.reading()
                .sql(
                        "SELECT "
                                + COLUMNS
                                + """
                                 FROM reference_view WHERE point = ? AND approved_micros > 0
                                ORDER BY approved_micros DESC LIMIT 1
                                """)
                .param(point)
                .query(ReferenceStore::read)
                .optional();
    }

    private static ReferenceView read(ResultSet row, int number) throws SQLException {
        long approved = row.getLong("approved_micros");
        return new ReferenceView(
                row.getString("id"),
                row.getString("point"),
                row.getString("account"),
                Micros.instant(row.getLong("at_micros")),
                row.getString("approved_by"),
                approved == 0 ? null : Micros.instant(approved));
    }

    /// False if that is not what is proposed by now.
    boolean approve(String point, String id, String account, Instant at) {
        return sql.write(db ->
                db.sql(
                                """
                                UPDATE reference_view SET approved_by = ?, approved_micros = ?
                                WHERE id = ? AND point = ? AND approved_micros = 0
                                """)
                        .params(account, Micros.of(at), id, point)
                        .update())
                == 1;
    }

    Optional<byte[]> jpeg(String point, String id) {
        return sql.reading()
                .sql("SELECT jpeg FROM reference_view WHERE id = ? AND point = ?")
                .params(id, point)
                .query((row, _) -> row.getBytes("jpeg"))
                .optional();
    }
}

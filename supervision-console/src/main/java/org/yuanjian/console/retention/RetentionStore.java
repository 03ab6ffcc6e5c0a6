package org.yuanjian.console.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.SqlStore;

/// Deletes what is due, and keeps in the same transaction what was, until the ledger has it. Any
/// thread.
final class RetentionStore {
    private final SqlStore sql;
    private final String node;

    /// @param node that deletes
    RetentionStore(SqlStore sql, String node) {
        this.sql = sql;
        this.node = node;
    }

    /// Whether the ledger knows already what was deleted of the class on that day: then no more is
    /// before the next.
    boolean isTold(String key, LocalDate day) {
        return sql.reading()
                        .sql(
                                """
                                SELECT COUNT(*) FROM deleted_day
                                WHERE day = ? AND kind = ? AND node = ? AND leaf >= 0
                                """)
                        .params(day.toString(), key, node)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Deletes a batch.
    ///
    /// @return how many; fewer than a batch once nothing is left
    int delete(Retained retained, LocalDate day) {
        return sql.write(db -> {
            List<String> ids =
                    new ArrayList<>(
                            retained.deletion().delete(db, retained.before(day), retained.batch()));
            if (!ids.isEmpty()) {
                count(db, retained.key(), day, ids);
            }
            return ids.size();
        });
    }

    private void count(JdbcClient db, String key, LocalDate day, List<String> ids) {
        Collections.sort(ids);
        List<String> lines = new ArrayList<>();
        before(db, key, day).map(DeletedDay::digest).ifPresent(lines::add);
        lines.addAll(ids);
        String digest = DigestUtils.sha256Hex(String.join("\n", lines));
        db.sql(
                        """
                        INSERT INTO deleted_day (day, kind, node, amount, digest, leaf)
                        VALUES (?, ?, ?, ?, ?, -1)
                        ON CONFLICT (day, kind, node) DO UPDATE SET
                            amount = deleted_day.amount + excluded.amount, digest = excluded.digest
                        """)
                .params(day.toString(), key, node, ids.size(), digest)
                .update();
    }

    private Optional<DeletedDay> before(JdbcClient db, String key, LocalDate day) {
        return db.sql("SELECT * FROM deleted_day WHERE day = ? AND kind = ? AND node = ?")
                .params(day.toString(), key, node)
                .query(RetentionStore::read)
                .optional();
    }

    /// Of which the ledger does not know yet.
    List<DeletedDay> untold() {
        return sql.reading()
                .sql("SELECT * FROM deleted_day WHERE node = ? AND leaf < 0 ORDER BY day, kind")
                .param(node)
                .query(RetentionStore::read)
                .list();
    }

    private static DeletedDay read(ResultSet row, int number) throws SQLException {
        return new DeletedDay(
                LocalDate.parse(row.getString("day")),
                row.getString("kind"),
                row.getString("node"),
                row.getLong("amount"),
                row.getString("digest"));
    }

    /// The ledger has it.
    void told(DeletedDay deleted, long leaf) {
        sql.write(db ->
                db.sql("UPDATE deleted_day SET leaf = ? WHERE day = ? AND kind = ? AND node = ?")
                        .params(leaf, deleted.day().toString(), deleted.key(), deleted.node())
                        .update());
    }
}

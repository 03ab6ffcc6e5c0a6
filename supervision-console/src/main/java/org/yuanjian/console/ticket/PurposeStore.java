package org.yuanjian.console.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;

/// Keeps the purpose of each session until it ends. Any thread.
final class PurposeStore {
    private final SqlStore sql;
    private final InstantSource clock;

    PurposeStore(SqlStore sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// Takes the place of the session's purpose before.
    void put(String session, SetPurpose set) {
        sql.write(db -> {
            db.sql("DELETE FROM view_purpose WHERE until_micros <= ?")
                    .param(Micros.of(clock.instant()))
                    .update();
            return db.sql(
                            """
                            INSERT INTO view_purpose (session_id, reason, detail, since_micros,
                                until_micros)
                            VALUES (?, ?, ?, ?, ?)
                            ON CONFLICT (session_id) DO UPDATE SET reason = excluded.reason,
                                detail = excluded.detail, since_micros = excluded.since_micros,
                                until_micros = excluded.until_micros
                            """)
                    .params(
                            session,
                            set.purpose().reason().key(),
                            set.purpose().detail(),
                            Micros.of(set.since()),
                            Micros.of(set.until()))
                    .update();
        });
    }

    /// What holds now.
    Optional<SetPurpose> current(String session) {
        return sql.reading()
                .sql("SELECT * FROM view_purpose WHERE session_id = ? AND until_micros > ?")
                .params(session, Micros.of(clock.instant()))
                .query((row, _) -> read(row))
                .optional()
                .flatMap(found -> found);
    }

    /// Empty for a reason this version does not know.
    private static Optional<SetPurpose> read(ResultSet row) throws SQLException {
        Instant since = Micros.instant(row.getLong("since_micros"));
        Instant until = Micros.instant(row.getLong("until_micros"));
        return Purpose.of(row.getString("reason"), row.getString("detail"))
                .map(purpose -> new SetPurpose(purpose, since, until));
    }

    void remove(String session) {
        sql.write(db ->
                db.sql("DELETE FROM view_purpose WHERE session_id = ?").param(session).update());
    }
}

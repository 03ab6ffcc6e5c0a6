package org.yuanjian.camera.ptz;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;

/// Keeps what was done to cameras.
final class PtzStore {
    private final SqlStore sql;
    private final TimeOrderedIds ids;

    PtzStore(SqlStore sql, InstantSource clock) {
        this.sql = sql;
        this.ids = new TimeOrderedIds(clock);
    }

    void add(PtzCommand command) {
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO ptz_command (id, point, person, reason, action, detail,
                                    result, at_micros)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                                """)
                        .params(
                                ids.next(),
                                command.point(),
                                command.person(),
                                command.reason(),
                                command.action(),
                                command.detail(),
                                command.result(),
                                Micros.of(command.at()))
                        .update());
    }

    /// Those of a point that came before, the newest first.
    List<PtzCommand> last(String point, Instant before, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM ptz_command WHERE point = ? AND at_micros < ?
                        ORDER BY at_micros DESC, id DESC LIMIT ?
                        """)
                .params(point, Micros.of(before), most)
                .query((row, _) ->
                        new PtzCommand(
                                row.getString("point"),
                                row.getString("person"),
                                row.getString("reason"),
                                row.getString("action"),
                                row.getString("detail"),
                                row.getString("result"),
                                Micros.instant(row.getLong("at_micros"))))
                .list();
    }
}

package org.yuanjian.camera.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.health.PointCondition.Cause;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;

/// Keeps states, incidents and planned work.
final class HealthStore {
    private final SqlStore sql;

    HealthStore(SqlStore sql) {
        this.sql = sql;
    }

    private static @Nullable Instant end(ResultSet row) throws SQLException {
        long micros = row.getLong("to_micros");
        return row.wasNull() ? null : Micros.instant(micros);
    }

    /// Ends what lasts at the moment a gateway was last alive: what came after, nobody saw.
    void resume(String node) {
        sql.write(db ->
                db.sql("SELECT alive_micros FROM health_watch WHERE node = ?")
                        .param(node)
                        .query(Long.class)
                        .optional()
                        .map(alive -> endAll(db, alive))
                        .orElse(0));
    }

    private static int endAll(JdbcClient db, long alive) {
        return db.sql(
                        """
                        UPDATE point_state SET to_micros =
                            CASE WHEN from_micros > :alive THEN from_micros ELSE :alive END
                        WHERE to_micros IS NULL
                        """)
                .param("alive", alive)
                .update();
    }

    /// Says that this gateway watches.
    void alive(String node, Instant now) {
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO health_watch (node, alive_micros) VALUES (?, ?)
                                ON CONFLICT (node) DO UPDATE SET alive_micros = excluded.alive_micros
                                """)
                        .params(node, Micros.of(now))
                        .update());
    }

    /// Ends what lasted of these points and begins what is now.
    void change(Map<String, PointCondition> changes) {
        sql.write(db -> {
            changes.forEach((point, condition) -> change(db, point, condition));
            return changes.size();
        });
    }

    private static void change(JdbcClient db, String point, PointCondition condition) {
        long since = Micros.of(condition.since());
        db.sql("UPDATE point_state SET to_micros = ? WHERE point = ? AND to_micros IS NULL")
                .params(since, point)
                .update();
        db.sql(
                        """
                        INSERT INTO point_state (point, from_micros, state, cause, detail)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (point, from_micros) DO UPDATE SET state = excluded.state,
                            cause = excluded.cause, detail = excluded.detail, to_micros = NULL
                        """)
                .params(
                        point,
                        since,
                        condition.state().name(),
                        condition.cause().name(),
                        condition.detail())
                .update();
    }

    /// All spans that touch a stretch of time, by point and beginning.
    List<StateSpan> spans(Instant from, Instant to) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM point_state
                        WHERE from_micros < ? AND (to_micros IS NULL OR to_micros > ?)
                        ORDER BY point, from_micros
                        """)
                .params(Micros.of(to), Micros.of(from))
                .query((row, _) -> span(row))
                .list();
    }

    /// The spans of a point that began before, the newest first.
    List<StateSpan> history(String point, Instant before, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM point_state WHERE point = ? AND from_micros < ?
                        ORDER BY from_micros DESC LIMIT ?
                        """)
                .params(point, Micros.of(before), most)
                .query((row, _) -> span(row))
                .list();
    }

    private static StateSpan span(ResultSet row) throws SQLException {
        return new StateSpan(
                row.getString("point"),
                new PointCondition(
                        PointState.valueOf(row.getString("state")),
                        Cause.valueOf(row.getString("cause")),
                        row.getString("detail"),
                        Micros.instant(row.getLong("from_micros"))),
                end(row));
    }

    void save(Collection<Incident> incidents) {
        sql.write(db -> {
            incidents.forEach(incident -> save(db, incident));
            return incidents.size();
        });
    }

    private static void save(JdbcClient db, Incident incident) {
        db.sql(
                        """
                        INSERT INTO incident (id, kind, subject, cause, points, from_micros, to_micros)
                        VALUES (:id, :kind, :subject, :cause, :points, :from, :to)
                        ON CONFLICT (id) DO UPDATE SET to_micros = excluded.to_micros
                        """)
                .param("id", incident.id())
                .param("kind", incident.kind().name())
                .param("subject", incident.subject())
                .param("cause", incident.cause().name())
                .param("points", incident.points())
                .param("from", Micros.of(incident.from()))
                .param("to", Optional.ofNullable(incident.to()).map(Micros::of).orElse(null))
                .update();
    }

    List<Incident> openIncidents() {
        return sql.reading()
                .sql("SELECT * FROM incident WHERE to_micros IS NULL ORDER BY from_micros")
                .query((row, _) -> incident(row))
                .list();
    }

    /// Those that are over, the newest first.
    ///
    /// @param before id of the one they follow in that order; empty for the first ones
    List<Incident> pastIncidents(String before, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM incident WHERE to_micros IS NOT NULL AND (? = ''
                            OR (to_micros, id) < (SELECT to_micros, id FROM incident WHERE id = ?))
                        ORDER BY to_micros DESC, id DESC LIMIT ?
                        """)
                .params(before, before, most)
                .query((row, _) -> incident(row))
                .list();
    }

    private static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                row.getString("id"),
                Incident.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                Cause.valueOf(row.getString("cause")),
                row.getInt("points"),
                Micros.instant(row.getLong("from_micros")),
                end(row));
    }

    void plan(Maintenance work) {
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO maintenance (id, kind, subject, note, person,
                                    from_micros, to_micros)
                                VALUES (?, ?, ?, ?, ?, ?, ?)
                                ON CONFLICT (id) DO UPDATE SET note = excluded.note,
                                    from_micros = excluded.from_micros,
                                    to_micros = excluded.to_micros
                                """)
                        .params(
                                work.id(),
                                work.kind().name(),
                                work.subject(),
                                work.note(),
                                work.person(),
                                Micros.of(work.from()),
                                Micros.of(work.to()))
                        .update());
    }

    /// Planned work that is not over at this time, the earliest first.
    List<Maintenance> planned(Instant from, Instant to) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM maintenance WHERE to_micros > ? AND from_micros < ?
                        ORDER BY from_micros
                        """)
                .params(Micros.of(from), Micros.of(to))
                .query((row, _) ->
                        new Maintenance(
                                row.getString("id"),
                                Maintenance.Kind.valueOf(row.getString("kind")),
                                row.getString("subject"),
                                row.getString("note"),
                                row.getString("person"),
                                Micros.instant(row.getLong("from_micros")),
                                Micros.instant(row.getLong("to_micros"))))
                .list();
    }
}

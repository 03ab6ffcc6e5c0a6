package org.yuanjian.console.tour;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import tools.jackson.databind.json.JsonMapper;

/// Keeps what people put on the wall again and again. Any thread.
final class PlanStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SqlStore sql;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    PlanStore(SqlStore sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /// One's own and what others share, kept after one; the oldest first.
    ///
    /// @param id empty for the first
    List<WallPlan> after(String id, String owner, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM wall_plan WHERE id > ? AND (owner = ? OR region <> '')
                        ORDER BY id LIMIT ?
                        """)
                .params(id, owner, most)
                .query(PlanStore::read)
                .list();
    }

    Optional<WallPlan> plan(String id) {
        return sql.reading()
                .sql("SELECT * FROM wall_plan WHERE id = ?")
                .param(id)
                .query(PlanStore::read)
                .optional();
    }

    private static WallPlan read(ResultSet row, int number) throws SQLException {
        return new WallPlan(
                row.getString("id"),
                WallPlan.Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("name"),
                row.getString("owner"),
                row.getString("region"),
                JSON.readValue(row.getString("body"), WallPlan.Body.class));
    }

    /// Keeps it under an id of its own; empty if the owner keeps too many.
    ///
    /// @param most of one owner
    Optional<WallPlan> add(WallPlan wish, int most) {
        String id = ids.next();
        int made =
                sql.write(db ->
                        db.sql(
                                        """
                                        INSERT INTO wall_plan (id, kind, name, owner, region, body, created_micros)
                                        SELECT ?, ?, ?, ?, ?, ?, CAST(? AS BIGINT)
                                        WHERE (SELECT COUNT(*) FROM wall_plan WHERE owner = ?) < ?
                                        """)
                                .params(id, wish.kind().key(), wish.name(), wish.owner())
                                .params(wish.region(), JSON.writeValueAsString(wish.body()))
                                .params(Micros.of(clock.instant()), wish.owner(), most)
                                .update());
        return made == 1 ? plan(id) : Optional.empty();
    }

    /// Puts other values into it.
    void change(WallPlan plan) {
        sql.write(db ->
                db.sql("UPDATE wall_plan SET name = ?, region = ?, body = ? WHERE id = ?")
                        .params(plan.name(), plan.region())
                        .params(JSON.writeValueAsString(plan.body()), plan.id())
                        .update());
    }

    void remove(String id) {
        sql.write(db -> db.sql("DELETE FROM wall_plan WHERE id = ?").param(id).update());
    }
}

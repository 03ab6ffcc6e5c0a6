package org.yuanjian.console.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;

/// Keeps named groups of points. Any thread.
public final class GroupStore {
    private final SqlStore sql;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    /// @param region code of the one it is kept for
    /// @param points codes
    public record Group(String id, String name, String region, Set<String> points) {
        public Group {
            points = Set.copyOf(points);
        }
    }

    public GroupStore(SqlStore sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /// Those made after one, the oldest first.
    ///
    /// @param id empty for the first
    public List<Group> after(String id, int most) {
        return sql.reading()
                .sql("SELECT id, name, region FROM point_group WHERE id > ? ORDER BY id LIMIT ?")
                .params(id, most)
                .query((row, _) -> group(row))
                .list();
    }

    private Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getString("id"),
                row.getString("name"),
                row.getString("region"),
                points(row.getString("id")));
    }

    public Optional<Group> group(String id) {
        return sql.reading()
                .sql("SELECT id, name, region FROM point_group WHERE id = ?")
                .param(id)
                .query((row, _) -> group(row))
                .optional();
    }

    Set<String> points(String id) {
        return new HashSet<>(
                sql.reading()
                        .sql("SELECT point FROM point_group_member WHERE point_group = ?")
                        .param(id)
                        .query(String.class)
                        .list());
    }

    /// Makes a group; empty if there is one of that name.
    public Optional<Group> add(String name, String region, Set<String> points) {
        String id = ids.next();
        boolean isNew =
                sql.write(db -> {
                    int made =
                            db.sql(
                                            """
                                            INSERT INTO point_group (id, name, region, created_micros)
                                            VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING
                                            """)
                                    .params(id, name, region, Micros.of(clock.instant()))
                                    .update();
                    if (made == 1) {
                        fill(db, id, points);
                    }
                    return made == 1;
                });
        return isNew ? Optional.of(new Group(id, name, region, points)) : Optional.empty();
    }

    public void setPoints(String id, Set<String> points) {
        sql.write(db -> {
            fill(db, id, points);
            return true;
        });
    }

    private static void fill(JdbcClient db, String id, Set<String> points) {
        db.sql("DELETE FROM point_group_member WHERE point_group = ?").param(id).update();
        points.forEach(point ->
                db.sql("INSERT INTO point_group_member (point_group, point) VALUES (?, ?)")
                        .params(id, point)
                        .update());
    }

    public boolean remove(String id) {
        return sql.write(db -> {
            db.sql("DELETE FROM point_group_member WHERE point_group = ?").param(id).update();
            return db.sql("DELETE FROM point_group WHERE id = ?").param(id).update();
        })
                == 1;
    }
}

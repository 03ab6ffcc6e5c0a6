package org.yuanjian.console.tour;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;

/// Keeps who looked at which points, by tour and by day. Any thread.
public final class LookStore {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final SqlStore sql;

    LookStore(SqlStore sql) {
        this.sql = sql;
    }

    /// Who looked, and when.
    ///
    /// @param run id of a tour; empty for none
    record By(String account, String run, Instant at) {
        LocalDate day() {
            return LocalDate.ofInstant(at, CHINA);
        }
    }

    /// Adds to what is known of each point: time adds up, and what was seen once stays so.
    void add(By by, Collection<Look> looks) {
        sql.write(db -> {
            looks.forEach(look -> {
                if (!by.run().isEmpty()) {
                    addToRun(db, by, look);
                }
                if (addToDay(db, by, look) == Look.State.SEEN && look.millis() > 0) {
                    setLast(db, by, look);
                }
            });
            return looks.size();
        });
    }

    /// What has come of all of it that day.
    private static Look.State addToDay(JdbcClient db, By by, Look look) {
        return db.sql(
                        """
                        INSERT INTO day_look (day, account, point, state, millis) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (day, account, point) DO UPDATE SET
                            millis = day_look.millis + excluded.millis,
                            state = CASE WHEN day_look.millis + excluded.millis >= ? THEN 'seen' ELSE 'tried' END
                        RETURNING state
                        """)
                .params(by.day().toString(), by.account(), look.point())
                .params(look.state().key(), look.millis(), Look.SEEN_MILLIS)
                .query((row, _) -> Look.State.of(row.getString("state")))
                .single();
    }

    private static void addToRun(JdbcClient db, By by, Look look) {
        long at = Micros.of(by.at());
        db.sql(
                        """
                        INSERT INTO tour_look (run, point, state, why, millis, first_micros, last_micros)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (run, point) DO UPDATE SET
                            millis = tour_look.millis + excluded.millis,
                            last_micros = excluded.last_micros,
                            why = CASE WHEN tour_look.millis + excluded.millis >= ? THEN '' ELSE excluded.why END,
                            state = CASE WHEN tour_look.millis + excluded.millis >= ? THEN 'seen' ELSE 'tried' END
                        """)
                .params(by.run(), look.point(), look.state().key(), look.why())
                .params(look.millis(), at, at, Look.SEEN_MILLIS, Look.SEEN_MILLIS)
                .update();
    }

    private static void setLast(JdbcClient db, By by, Look look) {
        db.sql(
                        """
                        INSERT INTO last_look (point, at_micros) VALUES (?, ?)
                        ON CONFLICT (point) DO UPDATE SET at_micros = excluded.at_micros
                        """)
                .params(look.point(), Micros.of(by.at()))
                .update();
    }

    /// When each point was seen last by anybody.
    Map<String, Instant> last() {
        Map<String, Instant> last = new HashMap<>();
        sql.reading()
                .sql("SELECT point, at_micros FROM last_look")
                .query(row -> {
                    last.put(row.getString("point"), Micros.instant(row.getLong("at_micros")));
                });
        return last;
    }

    /// Points an account has seen on a day.
    Set<String> seen(String account, LocalDate day) {
        return new HashSet<>(
                sql.reading()
                        .sql(
                                """
                                SELECT point FROM day_look
                                WHERE day = ? AND account = ? AND state = 'seen'
                                """)
                        .params(day.toString(), account)
                        .query((row, _) -> row.getString("point"))
                        .list());
    }

    /// On how many of some days each point was seen, by anybody.
    ///
    /// @param to the last day
    public Map<String, Integer> daysSeen(LocalDate from, LocalDate to) {
        Map<String, Integer> days = new HashMap<>();
        sql.reading()
                .sql(
                        """
                        SELECT point, COUNT(DISTINCT day) AS days FROM day_look
                        WHERE state = 'seen' AND day >= ? AND day <= ? GROUP BY point
                        """)
                .params(from.toString(), to.toString())
                .query(row -> {
                    days.put(row.getString("point"), row.getInt("days"));
                });
        return days;
    }

    /// What one account saw on a day.
    ///
    /// @param points that were seen
    /// @param millis how long all pictures were shown, added up
    public record OwnDay(LocalDate day, int points, long millis) {}

    /// Days on which the account saw anything, the first first.
    public List<OwnDay> own(String account, LocalDate from, LocalDate to) {
        return sql.reading()
                .sql(
                        """
                        SELECT day, COUNT(*) AS points, SUM(millis) AS millis FROM day_look
                        WHERE account = ? AND state = 'seen' AND day >= ? AND day <= ?
                        GROUP BY day ORDER BY day
                        """)
                .params(account, from.toString(), to.toString())
                .query((row, _) ->
                        new OwnDay(
                                LocalDate.parse(row.getString("day")),
                                row.getInt("points"),
                                row.getLong("millis")))
                .list();
    }

    /// Deletes what is known of days before a time, but not when each point was seen last.
    ///
    /// @return day, account and point of each
    static List<String> delete(JdbcClient db, Instant before, int most) {
        return db.sql(
                        """
                        DELETE FROM day_look WHERE (day, account, point) IN (
                            SELECT day, account, point FROM day_look WHERE day < ?
                            ORDER BY day, account, point LIMIT ?)
                        RETURNING day, account, point
                        """)
                .params(LocalDate.ofInstant(before, CHINA).toString(), most)
                .query((row, _) ->
                        row.getString("day")
                                + ' '
                                + row.getString("account")
                                + ' '
                                + row.getString("point"))
                .list();
    }

    /// How a point fared in a tour.
    record RunLook(Look look, Instant first) {}

    List<RunLook> ofRun(String run) {
        return sql.reading()
                .sql("SELECT * FROM tour_look WHERE run = ? ORDER BY first_micros, point")
                .param(run)
                .query((row, _) ->
                        new RunLook(
                                new Look(
                                        row.getString("point"),
                                        Look.State.of(row.getString("state")),
                                        row.getString("why"),
                                        row.getLong("millis")),
                                Micros.instant(row.getLong("first_micros"))))
                .list();
    }
}

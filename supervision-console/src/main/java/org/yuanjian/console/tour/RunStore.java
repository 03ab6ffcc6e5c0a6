package org.yuanjian.console.tour;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.tour.TourRun.State;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Keeps tours as they were made. Any thread.
final class RunStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> CODES = new TypeReference<>() {};

    private static final int MOST_UNSIGNED = 20;
    private static final String LAST_LOOK =
            """
             ended_micros = COALESCE(
                (SELECT MAX(last_micros) FROM tour_look WHERE run = tour_run.id), started_micros)
            """;
    private static final String OTHERS = "WHERE account = ? AND state = 'running' AND id <> ?";

    private final SqlStore sql;
    private final TimeOrderedIds ids;

    RunStore(SqlStore sql, TimeOrderedIds ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// A tour that is about to begin.
    record Draft(
            TourRun.Plan plan, String account, String purpose, List<String> points, Instant at) {}

    /// Gives it a number and keeps it. Another one of the account that runs is ended, and of those
    /// that wait for a signature only the newest twenty go on waiting.
    TourRun begin(Draft draft) {
        String id = ids.next();
        sql.write(db -> {
            endOthers(db, draft.account(), id);
            abandonOld(db, draft.account());
            String number = number(db, LocalDate.ofInstant(draft.at(), LookStore.CHINA));
            return db.sql(
                            """
                            INSERT INTO tour_run (id, number, name, account, region, purpose, grid, seconds,
                                points, state, started_micros, ended_micros, paused_millis, pages, words,
                                record, digest, leaf)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, 0, 0, 0, '', '', '', -1)
                            """)
                    .params(id, number, draft.plan().name(), draft.account())
                    .params(draft.plan().region(), draft.purpose())
                    .params(draft.plan().grid(), draft.plan().seconds())
                    .param(JSON.writeValueAsString(draft.points()))
                    .param(Micros.of(draft.at()))
                    .update();
        });
        return run(id).orElseThrow();
    }

    /// As of the last look in them: nobody knows when their page was left.
    private static void endOthers(JdbcClient db, String account, String id) {
        db.sql("UPDATE tour_run SET state = 'ended'," + LAST_LOOK + OTHERS)
                .params(account, id)
                .update();
    }

    private static void abandonOld(JdbcClient db, String account) {
        db.sql(
                        """
                        UPDATE tour_run SET state = 'abandoned'
                        WHERE account = ? AND state = 'ended' AND id NOT IN (
                            SELECT id FROM tour_run WHERE account = ? AND state = 'ended'
                            ORDER BY id DESC LIMIT ?)
                        """)
                .params(account, account, MOST_UNSIGNED)
                .update();
    }

    /// Closes for good those that run since before a time.
    int abandon(Instant before) {
        return sql.write(db ->
                db.sql(
                                "UPDATE tour_run SET state = 'abandoned',"
                                        + LAST_LOOK
                                        + "WHERE state = 'running' AND started_micros < ?")
                        .param(Micros.of(before))
                        .update());
    }

    private static String number(JdbcClient db, LocalDate day) {
        db.sql("INSERT INTO tour_run_head (day, last) VALUES (?, 0) ON CONFLICT DO NOTHING")
                .param(day.toString())
                .update();
        long next =
                db.sql("UPDATE tour_run_head SET last = last + 1 WHERE day = ? RETURNING last")
                        .param(day.toString())
                        .query(Long.class)
                        .single();
        return "XC-%s-%02d".formatted(DateTimeFormatter.BASIC_ISO_DATE.format(day), next);
    }

    Optional<TourRun> run(String id) {
        return sql.reading()
                .sql("SELECT * FROM tour_run WHERE id = ?")
                .param(id)
                .query(RunStore::read)
                .optional();
    }

    /// Those an account began before one, the newest first.
    ///
    /// @param id empty for the newest
    List<TourRun> before(String account, String id, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT id, number, name, account, region, purpose, grid, seconds, points, state,
                            started_micros, ended_micros, paused_millis, pages, words, digest, leaf
                        FROM tour_run WHERE account = :account AND (:id = '' OR id < :id)
                        ORDER BY id DESC LIMIT :most
                        """)
                .param("account", account)
                .param("id", id)
                .param("most", most)
                .query(RunStore::read)
                .list();
    }

    /// Those that were signed from a time on, of everybody.
    List<TourRun> signedSince(Instant from, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM tour_run WHERE state = 'signed' AND started_micros >= ?
                        ORDER BY id DESC LIMIT ?
                        """)
                .params(Micros.of(from), most)
                .query(RunStore::read)
                .list();
    }

    /// Deletes those that ended before a time, with their looks.
    ///
    /// @return their ids
    static List<String> delete(JdbcClient db, Instant before, int most) {
        List<String> due =
                db.sql(
                                """
                                SELECT id FROM tour_run
                                WHERE state IN ('ended', 'signed', 'abandoned') AND ended_micros < ?
                                ORDER BY id LIMIT ?
                                """)
                        .params(Micros.of(before), most)
                        .query((row, _) -> row.getString("id"))
                        .list();
        if (due.isEmpty()) {
            return due;
        }
        db.sql("DELETE FROM tour_look WHERE run IN (:due)").param("due", due).update();
        return db.sql("DELETE FROM tour_run WHERE id IN (:due) RETURNING id")
                .param("due", due)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    private static TourRun read(ResultSet row, int number) throws SQLException {
        long ended = row.getLong("ended_micros");
        String digest = row.getString("digest");
        return new TourRun(
                row.getString("id"),
                row.getString("number"),
                new TourRun.Plan(
                        row.getString("name"),
                        row.getString("region"),
                        row.getInt("grid"),
                        row.getInt("seconds")),
                row.getString("account"),
                row.getString("purpose"),
                JSON.readValue(row.getString("points"), CODES),
                State.of(row.getString("state")),
                Micros.instant(row.getLong("started_micros")),
                ended == 0 ? null : Micros.instant(ended),
                new TourRun.Course(
                        row.getLong("paused_millis"), row.getInt("pages"), row.getString("words")),
                digest.isEmpty() ? null : new TourRun.Seal(digest, row.getLong("leaf")));
    }

    /// Ends one that runs, adding to how it went, or says other words of one that is not signed.
    /// False for any other.
    boolean end(String id, TourRun.Course course, Instant at) {
        return sql.write(db ->
                db.sql(
                                """
                                UPDATE tour_run SET state = 'ended', words = ?,
                                    paused_millis = paused_millis
                                        + CASE WHEN state = 'running' THEN ? ELSE 0 END,
                                    pages = pages + CASE WHEN state = 'running' THEN ? ELSE 0 END,
                                    ended_micros = CASE WHEN ended_micros = 0 THEN ? ELSE ended_micros END
                                WHERE id = ? AND state IN ('running', 'ended')
                                """)
                        .params(course.words(), course.pausedMillis(), course.pages())
                        .params(Micros.of(at), id)
                        .update())
                == 1;
    }

    /// Goes on with one that was ended and not signed; the time since counts as a pause. Another
    /// one of the account that runs is ended.
    boolean resume(TourRun run, Instant at) {
        return sql.write(db -> {
            int resumed =
                    db.sql(
                                    """
                                    UPDATE tour_run SET state = 'running', ended_micros = 0,
                                        paused_millis = paused_millis + (? - ended_micros) / 1000
                                    WHERE id = ? AND state = 'ended'
                                    """)
                            .params(Micros.of(at), run.id())
                            .update();
            if (resumed == 1) {
                endOthers(db, run.account(), run.id());
            }
            return resumed == 1;
        });
    }

    /// Takes one that is ended, or whose signing broke off, to be signed by the caller alone; from
    /// then on nothing of it changes. False for any other.
    ///
    /// @param stale before that a claim counts no more
    boolean claim(String id, Instant at, Instant stale) {
        return sql.write(db ->
                db.sql(
                                """
                                UPDATE tour_run SET state = 'signing', signing_micros = ?
                                WHERE id = ?
                                    AND (state = 'ended' OR (state = 'signing' AND signing_micros < ?))
                                """)
                        .params(Micros.of(at), id, Micros.of(stale))
                        .update())
                == 1;
    }

    /// Keeps the record of one that is claimed, unless there is one already.
    ///
    /// @return the one that is kept
    String keep(String id, Supplier<String> record) {
        String kept = record(id, State.SIGNING).orElse("");
        if (!kept.isEmpty()) {
            return kept;
        }
        String fresh = record.get();
        sql.write(db ->
                db.sql("UPDATE tour_run SET record = ? WHERE id = ? AND record = ''")
                        .params(fresh, id)
                        .update());
        return record(id, State.SIGNING).orElseThrow();
    }

    /// Nobody signs it by now; the next who wants may.
    void release(String id) {
        sql.write(db ->
                db.sql("UPDATE tour_run SET signing_micros = 0 WHERE id = ? AND state = 'signing'")
                        .param(id)
                        .update());
    }

    /// Once and for good.
    void sign(String id, TourRun.Seal seal) {
        sql.write(db ->
                db.sql(
                                """
                                UPDATE tour_run SET state = 'signed', digest = ?, leaf = ?
                                WHERE id = ? AND state = 'signing'
                                """)
                        .params(seal.digest(), seal.leaf(), id)
                        .update());
    }

    /// As it was signed; empty if it is not.
    Optional<String> record(String id) {
        return record(id, State.SIGNED);
    }

    private Optional<String> record(String id, State state) {
        return sql.reading()
                .sql("SELECT record FROM tour_run WHERE id = ? AND state = ?")
                .params(id, state.key())
                .query(String.class)
                .optional();
    }
}

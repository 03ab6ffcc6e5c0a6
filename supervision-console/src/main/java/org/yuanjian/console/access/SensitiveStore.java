package org.yuanjian.console.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;

/// Keeps which points need two people, who asked to see one and what the second said. Any thread.
public final class SensitiveStore {
    private final SqlStore sql;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    /// @param words why the point is sensitive
    public record Mark(String point, String words, String markedBy, Instant at) {}

    /// Somebody asks to see a sensitive point.
    ///
    /// @param until how long a permission lasts; null without one
    public record Ask(
            String id,
            String point,
            String account,
            String words,
            Instant asked,
            Answer answer,
            String answeredBy,
            @Nullable Instant until) {

        /// What the second person said.
        public enum Answer {
            ASKED,
            GIVEN,
            REFUSED;

            public String key() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    public SensitiveStore(SqlStore sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    public List<Mark> marks() {
        return sql.reading()
                .sql("SELECT * FROM sensitive_point ORDER BY point")
                .query((row, _) ->
                        new Mark(
                                row.getString("point"),
                                row.getString("words"),
                                row.getString("marked_by"),
                                Micros.instant(row.getLong("at_micros"))))
                .list();
    }

    boolean isAnySensitive(Set<String> points) {
        return sql.reading()
                        .sql("SELECT COUNT(*) FROM sensitive_point WHERE point IN (:points)")
                        .param("points", points)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    public void mark(String point, String words, String by) {
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO sensitive_point (point, words, marked_by, at_micros)
                                VALUES (?, ?, ?, ?)
                                ON CONFLICT (point) DO UPDATE SET words = excluded.words
                                """)
                        .params(point, words, by, Micros.of(clock.instant()))
                        .update());
    }

    public boolean unmark(String point) {
        return sql.write(db ->
                db.sql("DELETE FROM sensitive_point WHERE point = ?").param(point).update())
                == 1;
    }

    /// Whether a second person has allowed it and the time is not over.
    boolean isAllowed(String point, String account) {
        return sql.reading()
                        .sql(
                                """
                                SELECT COUNT(*) FROM view_request
                                WHERE account = ? AND point = ? AND answer = 'given'
                                    AND until_micros > ?
                                """)
                        .params(account, point, Micros.of(clock.instant()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    public Ask ask(String point, String account, String words) {
        Ask ask =
                new Ask(
                        ids.next(),
                        point,
                        account,
                        words,
                        Micros.instant(Micros.of(clock.instant())),
                        Ask.Answer.ASKED,
                        "",
                        null);
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO view_request (id, point, account, words, asked_micros,
                                    answer, answered_by, answered_micros, until_micros)
                                VALUES (?, ?, ?, ?, ?, 'asked', '', 0, 0)
                                """)
                        .params(ask.id(), point, account, words, Micros.of(ask.asked()))
                        .update());
        return ask;
    }

    /// Answers once; false if it was answered before.
    public boolean answer(String id, Ask.Answer answer, String by, Instant until) {
        return sql.write(db ->
                db.sql(
                                """
                                UPDATE view_request SET answer = ?, answered_by = ?,
                                    answered_micros = ?, until_micros = ?
                                WHERE id = ? AND answer = 'asked'
                                """)
                        .params(answer.key(), by, Micros.of(clock.instant()), Micros.of(until), id)
                        .update())
                == 1;
    }

    public Optional<Ask> asked(String id) {
        return sql.reading()
                .sql("SELECT * FROM view_request WHERE id = ?")
                .param(id)
                .query(SensitiveStore::read)
                .optional();
    }

    /// Since a moment, the newest first.
    ///
    /// @param before id of the one that was told last; empty for the first
    public List<Ask> since(Instant from, String before, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM view_request
                        WHERE asked_micros >= :from AND (:before = '' OR id < :before)
                        ORDER BY id DESC LIMIT :most
                        """)
                .param("from", Micros.of(from))
                .param("before", before)
                .param("most", most)
                .query(SensitiveStore::read)
                .list();
    }

    private static Ask read(ResultSet row, int number) throws SQLException {
        long until = row.getLong("until_micros");
        return new Ask(
                row.getString("id"),
                row.getString("point"),
                row.getString("account"),
                row.getString("words"),
                Micros.instant(row.getLong("asked_micros")),
                Ask.Answer.valueOf(row.getString("answer").toUpperCase(Locale.ROOT)),
                row.getString("answered_by"),
                until == 0 ? null : Micros.instant(until));
    }
}

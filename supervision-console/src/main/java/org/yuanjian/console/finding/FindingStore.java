package org.yuanjian.console.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;

/// Keeps findings and what was done about them. Any thread.
final class FindingStore implements RaisedFindings {
    private static final int MOST = 20_000;

    private final SqlStore sql;
    private final TimeOrderedIds ids;

    FindingStore(SqlStore sql, TimeOrderedIds ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// A finding that is about to be raised.
    ///
    /// @param still id of a still the person took of the point; empty for none
    record Draft(
            String id,
            Finding.Where where,
            Finding.Kind kind,
            String words,
            String run,
            String account,
            Instant at,
            Instant due,
            String still) {}

    /// Gives it a number and keeps it, with the still.
    Finding raise(Draft draft) {
        FindingStep step =
                new FindingStep(
                        ids.next(),
                        FindingStep.Kind.RAISED,
                        draft.account(),
                        draft.words(),
                        draft.due(),
                        draft.at(),
                        List.of());
        long number =
                sql.write(db -> {
                    long next = nextNumber(db);
                    insert(db, next, draft);
                    add(db, draft.id(), step);
                    PictureStore.takeStill(db, ids.next(), draft, step.id());
                    return next;
                });
        return finding(number).orElseThrow();
    }

    private static void insert(JdbcClient db, long number, Draft draft) {
        long at = Micros.of(draft.at());
        db.sql(
                        """
                        INSERT INTO finding (id, number, point, site, region, kind, words, state, run,
                            raised_by, raised_micros, due_micros, changed_micros, closed_micros, overdue_told, was_late)
                        VALUES (?, ?, ?, ?, ?, ?, ?, 'raised', ?, ?, ?, ?, ?, 0, 0, 0)
                        """)
                .params(draft.id(), number)
                .params(where(draft))
                .params(draft.run(), draft.account(), at, Micros.of(draft.due()), at)
                .update();
    }

    private static List<String> where(Draft draft) {
        return List.of(
                draft.where().point(),
                draft.where().site(),
                draft.where().region(),
                draft.kind().key(),
                draft.words());
    }

    private static long nextNumber(JdbcClient db) {
        db.sql("INSERT INTO finding_head (one, last) VALUES (1, 1000) ON CONFLICT DO NOTHING")
                .update();
        return db.sql("UPDATE finding_head SET last = last + 1 WHERE one = 1 RETURNING last")
                .query(Long.class)
                .single();
    }

    private static void add(JdbcClient db, String finding, FindingStep step) {
        db.sql(
                        """
                        INSERT INTO finding_step (id, finding, kind, account, words, due_micros, at_micros)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(step.id(), finding, step.kind().key(), step.account(), step.words())
                .params(step.due() == null ? 0 : Micros.of(step.due()), Micros.of(step.at()))
                .update();
    }

    Optional<Finding> finding(long number) {
        return sql.reading()
                .sql("SELECT * FROM finding WHERE number = ?")
                .param(number)
                .query(FindingStore::read)
                .optional();
    }

    private static Finding read(ResultSet row, int number) throws SQLException {
        return new Finding(
                row.getString("id"),
                row.getLong("number"),
                new Finding.Where(
                        row.getString("point"), row.getString("site"), row.getString("region")),
                Finding.Kind.of(row.getString("kind")).orElse(Finding.Kind.OTHER),
                row.getString("words"),
                Finding.State.of(row.getString("state")),
                row.getString("run"),
                row.getString("raised_by"),
                Micros.instant(row.getLong("raised_micros")),
                Micros.instant(row.getLong("due_micros")),
                Micros.instant(row.getLong("changed_micros")),
                row.getInt("was_late") == 1);
    }

    /// Those of these states that were raised before one, the newest first.
    ///
    /// @param id empty for the newest
    List<Finding> before(String id, Collection<Finding.State> states, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM finding WHERE state IN (:states) AND (:id = '' OR id < :id)
                        ORDER BY id DESC LIMIT :most
                        """)
                .param("states", states.stream().map(Finding.State::key).toList())
                .param("id", id)
                .param("most", most)
                .query(FindingStore::read)
                .list();
    }

    /// Those an office is late with, the longest first.
    List<Finding> overdue(Instant now) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM finding WHERE state IN (:states) AND due_micros < :now
                        ORDER BY due_micros, id LIMIT :most
                        """)
                .param("states", keys(Finding.State.WITH_OFFICE))
                .param("now", Micros.of(now))
                .param("most", MOST)
                .query(FindingStore::read)
                .list();
    }

    @Override
    public List<Finding> since(Instant from) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM finding
                        WHERE state <> 'closed' OR raised_micros >= :from OR closed_micros >= :from
                        ORDER BY id DESC LIMIT :most
                        """)
                .param("from", Micros.of(from))
                .param("most", MOST)
                .query(FindingStore::read)
                .list()
                .reversed();
    }

    /// Those of the same kind raised before at the same point, the newest first.
    List<Finding> before(Finding finding, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM finding WHERE point = ? AND kind = ? AND number < ?
                        ORDER BY id DESC LIMIT ?
                        """)
                .params(finding.where().point(), finding.kind().key(), finding.number(), most)
                .query(FindingStore::read)
                .list();
    }

    @Override
    public List<Finding> ofRun(String run) {
        return sql.reading()
                .sql("SELECT * FROM finding WHERE run = ? ORDER BY id LIMIT ?")
                .params(run, MOST)
                .query(FindingStore::read)
                .list();
    }

    /// What was done about it, the first thing first.
    List<FindingStep> steps(String finding) {
        Map<String, List<String>> pictures = new LinkedHashMap<>();
        sql.reading()
                .sql("SELECT id, step FROM finding_picture WHERE finding = ? ORDER BY id")
                .param(finding)
                .query((row, _) -> List.of(row.getString("step"), row.getString("id")))
                .list()
                .forEach(row ->
                        pictures.computeIfAbsent(row.getFirst(), _ -> new ArrayList<>())
                                .add(row.getLast()));
        return sql.reading()
                .sql("SELECT * FROM finding_step WHERE finding = ? ORDER BY id")
                .param(finding)
                .query((row, _) -> step(row, pictures.getOrDefault(row.getString("id"), List.of())))
                .list();
    }

    private static FindingStep step(ResultSet row, List<String> pictures) throws SQLException {
        long due = row.getLong("due_micros");
        return new FindingStep(
                row.getString("id"),
                FindingStep.Kind.of(row.getString("kind")),
                row.getString("account"),
                row.getString("words"),
                due == 0 ? null : Micros.instant(due),
                Micros.instant(row.getLong("at_micros")),
                pictures);
    }

    /// What is to become of a finding.
    ///
    /// @param from in which it must be
    record Move(Set<Finding.State> from, Finding.State to) {}

    /// Takes a step, with the pictures that the same person put there for it. False if the finding
    /// is in another state by now.
    boolean take(Finding finding, Move move, FindingStep step) {
        return sql.write(db -> {
            int moved =
                    db.sql(
                                    """
                                    UPDATE finding SET state = :to, changed_micros = :at,
                                        due_micros = CASE WHEN :due = 0 THEN due_micros ELSE :due END,
                                        overdue_told = CASE WHEN :due = 0 THEN overdue_told ELSE 0 END,
                                        was_late = CASE WHEN due_micros < :at AND state IN (:office)
                                            THEN 1 ELSE was_late END,
                                        closed_micros = CASE WHEN :to = 'closed' THEN :at ELSE 0 END
                                    WHERE id = :id AND state IN (:from)
                                    """)
                            .param("to", move.to().key())
                            .param("at", Micros.of(step.at()))
                            .param("due", step.due() == null ? 0L : Micros.of(step.due()))
                            .param("id", finding.id())
                            .param("from", keys(move.from()))
                            .param("office", keys(Finding.State.WITH_OFFICE))
                            .update();
            if (moved == 1) {
                add(db, finding.id(), step);
                PictureStore.join(db, finding, step);
            }
            return moved == 1;
        });
    }

    private static Set<String> keys(Set<Finding.State> states) {
        return states.stream().map(Finding.State::key).collect(Collectors.toSet());
    }

    String freshId() {
        return ids.next();
    }

    /// Takes those that are overdue and of which nobody was told, each for one caller.
    List<Finding> takeOverdue(Instant now) {
        return sql.write(db ->
                db.sql(
                                """
                                UPDATE finding SET overdue_told = 1, was_late = 1
                                WHERE overdue_told = 0 AND due_micros < :now AND state IN (:states)
                                RETURNING *
                                """)
                        .param("now", Micros.of(now))
                        .param("states", keys(Finding.State.WITH_OFFICE))
                        .query(FindingStore::read)
                        .list());
    }
}

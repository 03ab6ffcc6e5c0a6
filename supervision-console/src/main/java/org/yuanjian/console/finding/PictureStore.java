package org.yuanjian.console.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.problem.ProblemException;

/// Keeps the pictures of findings, each part of a step or waiting for one. Any thread.
final class PictureStore {
    /// Of one step.
    static final int MOST = 6;

    /// How long a still may be used.
    static final Duration STILL = Duration.ofHours(1);

    private static final Duration WAITING = Duration.ofDays(1);

    private final SqlStore sql;
    private final TimeOrderedIds ids;

    PictureStore(SqlStore sql, TimeOrderedIds ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// @param finding id
    /// @param step id; empty while it belongs to none
    /// @param account id of who put it there
    @SuppressWarnings("ArrayRecordComponent") // kept at once and never compared
    record Picture(String finding, String step, String account, byte[] jpeg, Instant at) {
        @Override
        public String toString() {
            return jpeg.length + " bytes of " + finding;
        }
    }

    static void add(JdbcClient db, String id, Picture picture) {
        db.sql(
                        """
                        INSERT INTO finding_picture (id, finding, step, account, jpeg, at_micros)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .params(id, picture.finding(), picture.step(), picture.account())
                .param(picture.jpeg())
                .param(Micros.of(picture.at()))
                .update();
    }

    /// Makes the still the person took of the point the picture of the first step.
    ///
    /// @throws ProblemException if it is gone by now
    static void takeStill(JdbcClient db, String id, FindingStore.Draft draft, String step) {
        int taken =
                db.sql(
                                """
                                INSERT INTO finding_picture (id, finding, step, account, jpeg, at_micros)
                                SELECT ?, ?, ?, account, jpeg, at_micros FROM still
                                WHERE id = ? AND account = ? AND point = ? AND at_micros >= ?
                                """)
                        .params(id, draft.id(), step)
                        .params(draft.still(), draft.account(), draft.where().point())
                        .param(Micros.of(draft.at().minus(STILL)))
                        .update();
        if (taken == 0 && !draft.still().isEmpty()) {
            throw FindingDesk.refused("NO_STILL", "The still is gone by now");
        }
        db.sql("DELETE FROM still WHERE id = ?").param(draft.still()).update();
    }

    /// Makes pictures part of the step that the same person put there for it.
    static void join(JdbcClient db, Finding finding, FindingStep step) {
        step.pictures()
                .forEach(picture ->
                        db.sql(
                                        """
                                        UPDATE finding_picture SET step = ?
                                        WHERE id = ? AND finding = ? AND account = ? AND step = ''
                                        """)
                                .params(step.id(), picture, finding.id(), step.account())
                                .update());
    }

    /// Keeps a picture for a step that is still to come; empty if too many wait already.
    Optional<String> put(Picture picture) {
        String id = ids.next();
        boolean isKept =
                sql.write(db -> {
                    boolean hasRoom =
                            waiting(db, picture.finding(), picture.account()).size() < MOST;
                    if (hasRoom) {
                        add(db, id, picture);
                    }
                    return hasRoom;
                });
        return isKept ? Optional.of(id) : Optional.empty();
    }

    /// Pictures the person put there for a step to come.
    List<String> waiting(Finding finding, String account) {
        return waiting(sql.reading(), finding.id(), account);
    }

    private static List<String> waiting(JdbcClient db, String finding, String account) {
        return db.sql(
                        """
                        SELECT id FROM finding_picture WHERE finding = ? AND account = ? AND step = ''
                        ORDER BY id
                        """)
                .params(finding, account)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    /// Takes a picture away again that is part of no step.
    boolean remove(Finding finding, String account, String picture) {
        return sql.write(db ->
                db.sql(
                                """
                                DELETE FROM finding_picture
                                WHERE id = ? AND finding = ? AND account = ? AND step = ''
                                """)
                        .params(picture, finding.id(), account)
                        .update())
                == 1;
    }

    /// The JPEG of a picture that is part of a step of the finding, or waits there for the person.
    Optional<byte[]> jpeg(Finding finding, String account, String picture) {
        return sql.reading()
                .sql(
                        """
                        SELECT jpeg FROM finding_picture
                        WHERE id = ? AND finding = ? AND (step <> '' OR account = ?)
                        """)
                .params(picture, finding.id(), account)
                .query((row, _) -> row.getBytes("jpeg"))
                .optional();
    }

    /// Forgets pictures that were put there for a step that did not come in time, and stills nobody
    /// used.
    int dropOld(Instant now) {
        return sql.write(db ->
                db.sql("DELETE FROM finding_picture WHERE step = '' AND at_micros < ?")
                                .param(Micros.of(now.minus(WAITING)))
                                .update()
                        + db.sql("DELETE FROM still WHERE at_micros < ?")
                                .param(Micros.of(now.minus(STILL)))
                                .update());
    }
}

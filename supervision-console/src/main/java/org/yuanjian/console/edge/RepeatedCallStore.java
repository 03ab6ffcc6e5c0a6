package org.yuanjian.console.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.problem.ProblemException;

/// Keeps for a day what was answered to calls that may come again.
@Repository
final class RepeatedCallStore {
    static final int MOST_OF_ONE = 1_000;

    private static final Duration KEPT = Duration.ofHours(24);

    private final SqlStore sql;

    RepeatedCallStore(SqlStore sql) {
        this.sql = sql;
    }

    /// Begins a call: empty if it is the first one, and the caller's to do; else what is known of
    /// the one before.
    ///
    /// @throws ProblemException if this person has begun too many
    Optional<KeptCall> begin(RepeatedCall call, Instant now) {
        return sql.write(db -> {
            db.sql("DELETE FROM repeated_call WHERE at_micros < ?")
                    .param(Micros.of(now.minus(KEPT)))
                    .update();
            if (count(db, call) >= MOST_OF_ONE && known(db, call).isEmpty()) {
                throw new ProblemException(
                        HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_KEYS", "Too many keys in a day");
            }
            return isFirst(db, call, now) ? Optional.<KeptCall>empty() : known(db, call);
        });
    }

    private static int count(JdbcClient db, RepeatedCall call) {
        return db.sql("SELECT COUNT(*) FROM repeated_call WHERE person = ?")
                .param(call.person())
                .query(Integer.class)
                .single();
    }

    private static boolean isFirst(JdbcClient db, RepeatedCall call, Instant now) {
        return db.sql(
                                """
                                INSERT INTO repeated_call
                                    (person, call_key, route, digest, status, answer, at_micros)
                                VALUES (?, ?, ?, ?, 0, '', ?) ON CONFLICT DO NOTHING
                                """)
                        .params(
                                call.person(),
                                call.key(),
                                call.route(),
                                call.digest(),
                                Micros.of(now))
                        .update()
                == 1;
    }

    private static Optional<KeptCall> known(JdbcClient db, RepeatedCall call) {
        return db.sql(
                        """
                        SELECT * FROM repeated_call
                        WHERE person = ? AND call_key = ? AND route = ?
                        """)
                .params(call.person(), call.key(), call.route())
                .query((row, _) ->
                        new KeptCall(
                                row.getString("digest"),
                                row.getInt("status"),
                                row.getString("answer"),
                                Micros.instant(row.getLong("at_micros"))))
                .optional();
    }

    /// Says how it ended.
    void finish(RepeatedCall call, int status, String answer) {
        sql.write(db ->
                db.sql(
                                """
                                UPDATE repeated_call SET status = ?, answer = ?
                                WHERE person = ? AND call_key = ? AND route = ?
                                """)
                        .params(status, answer, call.person(), call.key(), call.route())
                        .update());
    }

    /// Nothing came of it: the next one is the first again.
    void forget(RepeatedCall call) {
        sql.write(db ->
                db.sql(
                                """
                                DELETE FROM repeated_call
                                WHERE person = ? AND call_key = ? AND route = ?
                                """)
                        .params(call.person(), call.key(), call.route())
                        .update());
    }
}

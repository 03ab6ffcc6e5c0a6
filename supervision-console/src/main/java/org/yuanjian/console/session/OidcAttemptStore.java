package org.yuanjian.console.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;

/// Keeps sign-ins that are under way at another service, so that any node may take the browser
/// back: for ten minutes, for one return, the newest thousand. Any thread.
final class OidcAttemptStore {
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int MOST = 1_000;

    private final SqlStore sql;
    private final InstantSource clock;
    private final int most;

    OidcAttemptStore(SqlStore sql, InstantSource clock) {
        this(sql, clock, MOST);
    }

    OidcAttemptStore(SqlStore sql, InstantSource clock, int most) {
        this.sql = sql;
        this.clock = clock;
        this.most = most;
    }

    /// One of them.
    ///
    /// @param back the page that was wanted
    record Attempt(String nonce, String verifier, String back) {
        @Override
        public String toString() {
            return "Attempt[back=" + back + "]";
        }
    }

    /// @param state what the browser brings back in its address
    /// @param browser what it brings back in its cookie
    void begin(String state, String browser, Attempt attempt) {
        sql.write(db -> {
            db.sql(
                            """
                            INSERT INTO oidc_attempt (state, browser, nonce, verifier, back,
                                began_micros)
                            VALUES (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            Secrets.digest(state),
                            Secrets.digest(browser),
                            attempt.nonce(),
                            attempt.verifier(),
                            attempt.back(),
                            Micros.of(clock.instant()))
                    .update();
            return db.sql(
                            """
                            DELETE FROM oidc_attempt WHERE began_micros <=
                                (SELECT began_micros FROM oidc_attempt
                                    ORDER BY began_micros DESC LIMIT 1 OFFSET ?)
                            """)
                    .param(most)
                    .update();
        });
    }

    /// Takes the one that this browser began: a second time there is none.
    Optional<Attempt> take(String state, String browser) {
        return sql
                .write(db ->
                        db.sql(
                                        """
                                        DELETE FROM oidc_attempt
                                        WHERE state = ? AND browser = ? AND began_micros > ?
                                        RETURNING nonce, verifier, back
                                        """)
                                .params(
                                        Secrets.digest(state),
                                        Secrets.digest(browser),
                                        Micros.of(clock.instant().minus(LIFE)))
                                .query((row, _) ->
                                        new Attempt(
                                                row.getString("nonce"),
                                                row.getString("verifier"),
                                                row.getString("back")))
                                .list())
                .stream()
                .findFirst();
    }

    /// Forgets those that took too long.
    void sweep() {
        long old = Micros.of(clock.instant().minus(LIFE));
        sql.write(db ->
                db.sql("DELETE FROM oidc_attempt WHERE began_micros <= ?").param(old).update());
    }
}

package org.yuanjian.console.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;

/// Keeps passkeys and the digests of recovery codes. Any thread.
public final class FactorStore {
    private final SqlStore sql;
    private final InstantSource clock;

    /// A passkey as it is listed.
    ///
    /// @param id of the credential, base64url
    /// @param used null before the first use
    public record Listed(String id, String label, Instant created, Optional<Instant> used) {}

    /// A passkey as it is checked with.
    ///
    /// @param credential id and public key as the authenticator gave them, base64url
    record Key(String id, String account, String credential, long signCount) {}

    public FactorStore(SqlStore sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    List<Listed> passkeys(String account) {
        return sql.reading()
                .sql("SELECT * FROM passkey WHERE account = ? ORDER BY created_micros")
                .param(account)
                .query((row, _) -> {
                    long used = row.getLong("used_micros");
                    return new Listed(
                            row.getString("id"),
                            row.getString("label"),
                            Micros.instant(row.getLong("created_micros")),
                            used == 0 ? Optional.empty() : Optional.of(Micros.instant(used)));
                })
                .list();
    }

    Optional<Key> key(String id) {
        return sql.reading()
                .sql("SELECT * FROM passkey WHERE id = ?")
                .param(id)
                .query((row, _) ->
                        new Key(
                                row.getString("id"),
                                row.getString("account"),
                                row.getString("credential"),
                                row.getLong("sign_count")))
                .optional();
    }

    /// False if the authenticator was registered before.
    boolean add(Key key, String label) {
        return sql.write(db ->
                db.sql(
                                """
                                INSERT INTO passkey (id, account, label, credential,
                                    sign_count, created_micros, used_micros)
                                VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO NOTHING
                                """)
                        .params(
                                key.id(),
                                key.account(),
                                label,
                                key.credential(),
                                key.signCount(),
                                now())
                        .update())
                == 1;
    }

    void used(String id, long signCount) {
        sql.write(db ->
                db.sql("UPDATE passkey SET sign_count = ?, used_micros = ? WHERE id = ?")
                        .params(signCount, now(), id)
                        .update());
    }

    boolean remove(String account, String id) {
        return sql.write(db ->
                db.sql("DELETE FROM passkey WHERE account = ? AND id = ?")
                        .params(account, id)
                        .update())
                == 1;
    }

    /// Replaces all recovery codes.
    void setCodes(String account, List<String> digests) {
        sql.write(db -> {
            db.sql("DELETE FROM recovery_code WHERE account = ?").param(account).update();
            digests.forEach(digest ->
                    db.sql(
                                    "INSERT INTO recovery_code (account, hash, used_micros) VALUES (?, ?, 0)")
                            .params(account, digest)
                            .update());
            return true;
        });
    }

    /// Takes a code, once.
    boolean useCode(String account, String digest) {
        return sql.write(db ->
                db.sql(
                                """
                                UPDATE recovery_code SET used_micros = ?
                                WHERE account = ? AND hash = ? AND used_micros = 0
                                """)
                        .params(now(), account, digest)
                        .update())
                == 1;
    }

    int codesLeft(String account) {
        return sql.reading()
                .sql("SELECT COUNT(*) FROM recovery_code WHERE account = ? AND used_micros = 0")
                .param(account)
                .query(Integer.class)
                .single();
    }

    /// Forgets all of an account's.
    public void removeAll(String account) {
        sql.write(db -> {
            db.sql("DELETE FROM recovery_code WHERE account = ?").param(account).update();
            return db.sql("DELETE FROM passkey WHERE account = ?").param(account).update();
        });
    }

    private long now() {
        return Micros.of(clock.instant());
    }
}

package org.yuanjian.console.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;

/// Keeps grants and restrictions. Any thread.
public final class AccessStore {
    private final SqlStore sql;

    public AccessStore(SqlStore sql) {
        this.sql = sql;
    }

    public void add(Grant grant) {
        addAll(List.of(grant));
    }

    /// All of them or none.
    public void addAll(List<Grant> grants) {
        sql.write(db -> {
            grants.forEach(grant -> insert(db, grant));
            return true;
        });
    }

    private static void insert(JdbcClient db, Grant grant) {
        db.sql(
                        """
                        INSERT INTO access_grant (id, account, access_right, effect, place,
                            place_id, from_micros, until_micros, cause, words, granted_by,
                            revoked_micros)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                        """)
                .params(
                        grant.id(),
                        grant.account(),
                        grant.right().key(),
                        grant.allows() ? "allow" : "deny",
                        grant.place().kind().key(),
                        grant.place().id(),
                        Micros.of(grant.from()),
                        Micros.of(grant.until()),
                        grant.cause().key(),
                        grant.words(),
                        grant.grantedBy())
                .update();
    }

    /// Those of an account and of everybody that count now.
    List<Grant> current(String account, Instant now) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM access_grant
                        WHERE account IN (?, '') AND revoked_micros = 0
                            AND from_micros <= ? AND until_micros > ?
                        """)
                .params(account, Micros.of(now), Micros.of(now))
                .query(AccessStore::read)
                .list();
    }

    /// Those that are not over, the newest first.
    ///
    /// @param before id of the one that was told last; empty for the first
    public List<Grant> standing(Instant now, String before, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM access_grant
                        WHERE revoked_micros = 0 AND until_micros > :now
                            AND (:before = '' OR id < :before)
                        ORDER BY id DESC LIMIT :most
                        """)
                .param("now", Micros.of(now))
                .param("before", before)
                .param("most", most)
                .query(AccessStore::read)
                .list();
    }

    /// Restrictions of a place that are not over.
    List<Grant> restrictions(Grant.Place place, Instant now) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM access_grant
                        WHERE effect = 'deny' AND place = ? AND place_id = ?
                            AND revoked_micros = 0 AND until_micros > ?
                        """)
                .params(place.kind().key(), place.id(), Micros.of(now))
                .query(AccessStore::read)
                .list();
    }

    public Optional<Grant> grant(String id) {
        return sql.reading()
                .sql("SELECT * FROM access_grant WHERE id = ?")
                .param(id)
                .query(AccessStore::read)
                .optional();
    }

    /// Takes it back; false if it was not standing.
    public boolean revoke(String id, Instant now) {
        return sql.write(db ->
                db.sql(
                                """
                                UPDATE access_grant SET revoked_micros = ?
                                WHERE id = ? AND revoked_micros = 0 AND until_micros > ?
                                """)
                        .params(Micros.of(now), id, Micros.of(now))
                        .update())
                == 1;
    }

    private static Grant read(ResultSet row, int number) throws SQLException {
        long revoked = row.getLong("revoked_micros");
        return new Grant(
                row.getString("id"),
                row.getString("account"),
                Right.of(row.getString("access_right")).orElseThrow(),
                row.getString("effect").equals("allow"),
                new Grant.Place(
                        Grant.Place.Kind.of(row.getString("place")).orElseThrow(),
                        row.getString("place_id")),
                Micros.instant(row.getLong("from_micros")),
                Micros.instant(row.getLong("until_micros")),
                Grant.Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                row.getString("words"),
                row.getString("granted_by"),
                revoked == 0 ? null : Micros.instant(revoked));
    }
}

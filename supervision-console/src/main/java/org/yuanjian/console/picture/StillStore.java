package org.yuanjian.console.picture;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;

/// Keeps stills for an hour, until they become part of a finding or a reference view. Any thread.
final class StillStore {
    private final SqlStore sql;
    private final TimeOrderedIds ids;

    StillStore(SqlStore sql, InstantSource clock) {
        this.sql = sql;
        this.ids = new TimeOrderedIds(clock);
    }

    /// @param point code
    /// @param account id of who took it
    @SuppressWarnings("ArrayRecordComponent") // kept at once and never compared
    record Still(String point, String account, byte[] jpeg, Instant at) {
        @Override
        public String toString() {
            return jpeg.length + " bytes of " + point;
        }
    }

    /// @return its id
    String add(Still still) {
        String id = ids.next();
        sql.write(db ->
                db.sql(
                                "INSERT INTO still (id, point, account, jpeg, at_micros) VALUES (?, ?, ?, ?, ?)")
                        .params(id, still.point(), still.account())
                        .param(still.jpeg())
                        .param(Micros.of(still.at()))
                        .update());
        return id;
    }

    /// The JPEG, for who took it.
    Optional<byte[]> jpeg(String id, String account) {
        return sql.reading()
                .sql("SELECT jpeg FROM still WHERE id = ? AND account = ?")
                .params(id, account)
                .query((row, _) -> row.getBytes("jpeg"))
                .optional();
    }

    /// How many an account keeps.
    int count(String account) {
        return sql.reading()
                .sql("SELECT COUNT(*) FROM still WHERE account = ?")
                .param(account)
                .query(Integer.class)
                .single();
    }

    int dropBefore(Instant time) {
        return sql.write(db ->
                db.sql("DELETE FROM still WHERE at_micros < ?").param(Micros.of(time)).update());
    }
}

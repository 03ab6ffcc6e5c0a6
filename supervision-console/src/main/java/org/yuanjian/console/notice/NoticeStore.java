package org.yuanjian.console.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Keeps notices in the order of their ids. Nodes take turns in giving ids away, so that a reader
/// who has seen one misses none that is kept later, whatever the clocks of the nodes say.
public final class NoticeStore {
    static final String NONE = "";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};
    private static final int ONE = 1;

    private final SqlStore sql;
    private final TimeOrderedIds ids;

    public NoticeStore(SqlStore sql, TimeOrderedIds ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// Returns once it is on the disk.
    public KeptNotice add(Notice notice, Instant now) {
        return sql.write(db -> {
            KeptNotice kept = new KeptNotice(idAfter(last(db)), now, notice);
            insert(db, kept);
            db.sql("UPDATE notice_head SET last = ? WHERE one = ?").params(kept.id(), ONE).update();
            return kept;
        });
    }

    /// Holds the row, and with it all other nodes, until the transaction ends.
    private static String last(JdbcClient db) {
        return db.sql(
                        """
                        INSERT INTO notice_head (one, last) VALUES (?, ?)
                        ON CONFLICT (one) DO UPDATE SET last = notice_head.last RETURNING last
                        """)
                .params(ONE, NONE)
                .query(String.class)
                .single();
    }

    /// The one that comes next by the clock; where that is behind another node's, the one right
    /// after.
    private String idAfter(String last) {
        String fresh = ids.next();
        if (fresh.compareTo(last) > 0) {
            return fresh;
        }
        UUID before = UUID.fromString(last);
        return new UUID(before.getMostSignificantBits(), before.getLeastSignificantBits() + 1)
                .toString();
    }

    private static void insert(JdbcClient db, KeptNotice kept) {
        Notice notice = kept.notice();
        db.sql(
                        """
                        INSERT INTO notice (id, kind, region, object, facts, at_micros)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        kept.id(),
                        notice.kind(),
                        notice.region(),
                        notice.object(),
                        JSON.writeValueAsString(notice.facts()),
                        Micros.of(kept.at()))
                .update();
    }

    /// Those that follow one, the oldest first.
    List<KeptNotice> after(String id, int most) {
        return after(sql.reading(), id, most);
    }

    /// The same within a transaction of another store.
    public static List<KeptNotice> after(JdbcClient db, String id, int most) {
        return since(db, Instant.EPOCH, id, most);
    }

    /// Those kept since a time that follow one, the oldest first.
    public static List<KeptNotice> since(JdbcClient db, Instant time, String id, int most) {
        return db.sql("SELECT * FROM notice WHERE id > ? AND at_micros >= ? ORDER BY id LIMIT ?")
                .params(id, Micros.of(time), most)
                .query((row, _) -> notice(row))
                .list();
    }

    /// One by its id; empty once it is no longer kept.
    public static Optional<KeptNotice> one(JdbcClient db, String id) {
        return db.sql("SELECT * FROM notice WHERE id = ?")
                .param(id)
                .query((row, _) -> notice(row))
                .optional();
    }

    private static KeptNotice notice(ResultSet row) throws SQLException {
        return new KeptNotice(
                row.getString("id"),
                Micros.instant(row.getLong("at_micros")),
                new Notice(
                        row.getString("kind"),
                        row.getString("region"),
                        row.getString("object"),
                        JSON.readValue(row.getString("facts"), FACTS)));
    }

    /// The id given away last; empty if none was.
    String last() {
        return sql.reading()
                .sql("SELECT last FROM notice_head WHERE one = ?")
                .param(ONE)
                .query(String.class)
                .optional()
                .orElse(NONE);
    }

    int dropBefore(Instant time) {
        return sql.write(db ->
                db.sql("DELETE FROM notice WHERE at_micros < ?").param(Micros.of(time)).update());
    }
}

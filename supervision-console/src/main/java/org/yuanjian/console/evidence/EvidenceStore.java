package org.yuanjian.console.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.evidence.EvidenceClip.Media;
import org.yuanjian.console.evidence.EvidenceClip.State;

/// Keeps what clips there are.
@Repository
public final class EvidenceStore {
    private final SqlStore sql;

    public EvidenceStore(SqlStore sql) {
        this.sql = sql;
    }

    public void add(EvidenceClip clip) {
        EvidenceClip.Order order = clip.order();
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO evidence_clip
                                    (id, state, point, point_name, stream, account, purpose, reference, node,
                                     ordered_micros, ended, first_micros, last_micros, bytes, sha256)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, 0, 0, '')
                                """)
                        .params(
                                clip.id(),
                                clip.state().key(),
                                order.point(),
                                order.pointName(),
                                order.stream(),
                                order.account(),
                                order.purpose(),
                                order.reference(),
                                order.node(),
                                Micros.of(order.ordered()))
                        .update());
    }

    /// It is recorded no longer.
    void end(EvidenceClip clip) {
        Media media = clip.media();
        sql.write(db ->
                db.sql(
                                """
                                UPDATE evidence_clip
                                SET state = ?, ended = ?, first_micros = ?, last_micros = ?, bytes = ?, sha256 = ?
                                WHERE id = ? AND state = 'recording'
                                """)
                        .params(
                                clip.state().key(),
                                media.ended(),
                                micros(media.first()),
                                micros(media.last()),
                                media.bytes(),
                                media.sha256(),
                                clip.id())
                        .update());
    }

    /// False if it is gone by now.
    boolean lock(String id, boolean isLocked) {
        return sql.write(db ->
                db.sql("UPDATE evidence_clip SET locked = ? WHERE id = ?")
                        .params(isLocked ? 1 : 0, id)
                        .update())
                == 1;
    }

    private static long micros(@Nullable Instant time) {
        return time == null ? 0 : Micros.of(time);
    }

    Optional<EvidenceClip> clip(String id) {
        return sql.reading()
                .sql("SELECT * FROM evidence_clip WHERE id = ?")
                .param(id)
                .query((row, _) -> clip(row))
                .optional();
    }

    /// The newest first.
    ///
    /// @param before id of the one that was told last; empty for the first
    List<EvidenceClip> ofPoint(String point, String before, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM evidence_clip WHERE point = ? AND (? = '' OR id < ?)
                        ORDER BY id DESC LIMIT ?
                        """)
                .params(point, before, before, most)
                .query((row, _) -> clip(row))
                .list();
    }

    /// Those that a node records, or did when it ended.
    List<EvidenceClip> recording(String node) {
        return sql.reading()
                .sql(
                        "SELECT * FROM evidence_clip WHERE state = 'recording' AND node = ? ORDER BY id")
                .param(node)
                .query((row, _) -> clip(row))
                .list();
    }

    private static EvidenceClip clip(ResultSet row) throws SQLException {
        return new EvidenceClip(
                row.getString("id"),
                State.of(row.getString("state")),
                new EvidenceClip.Order(
                        row.getString("point"),
                        row.getString("point_name"),
                        row.getString("stream"),
                        row.getString("account"),
                        row.getString("purpose"),
                        row.getString("reference"),
                        row.getString("node"),
                        Micros.instant(row.getLong("ordered_micros"))),
                new Media(
                        row.getString("ended"),
                        instant(row.getLong("first_micros")),
                        instant(row.getLong("last_micros")),
                        row.getLong("bytes"),
                        row.getString("sha256")),
                row.getInt("locked") == 1);
    }

    private static @Nullable Instant instant(long micros) {
        return micros == 0 ? null : Micros.instant(micros);
    }
}

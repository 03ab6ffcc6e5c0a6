package org.yuanjian.console.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.notice.KeptNotice;
import org.yuanjian.console.notice.NoticeStore;
import org.yuanjian.console.webhook.Delivery.State;

/// The outbox: what has to go where, kept from the moment the notice was until it is no longer
/// listed. Nodes share it; a delivery is claimed before it is sent, and comes free again when who
/// claimed it is heard of no more.
final class DeliveryStore {
    private static final int ONE = 1;
    private static final int PAGE = 200;

    private final SqlStore sql;

    DeliveryStore(SqlStore sql) {
        this.sql = sql;
    }

    /// Makes a delivery for each webhook of each notice that has none yet. One page; true if there
    /// may be more.
    boolean take(Instant now) {
        if (head("webhook_head").equals(head("notice_head"))) {
            return false;
        }
        return sql.write(db -> take(db, now));
    }

    private String head(String table) {
        return sql.reading()
                .sql("SELECT last FROM " + table + " WHERE one = ?")
                .param(ONE)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /// Holds the head, so that of several nodes one does it.
    private static boolean take(JdbcClient db, Instant now) {
        String last =
                db.sql(
                                """
                                INSERT INTO webhook_head (one, last) VALUES (?, '')
                                ON CONFLICT (one) DO UPDATE SET last = webhook_head.last
                                RETURNING last
                                """)
                        .param(ONE)
                        .query(String.class)
                        .single();
        List<KeptNotice> page = NoticeStore.after(db, last, PAGE);
        if (page.isEmpty()) {
            return false;
        }
        List<Webhook> webhooks = WebhookStore.list(db);
        for (KeptNotice kept : page) {
            webhooks.stream()
                    .filter(webhook -> webhook.takes(kept.notice().kind()))
                    .filter(webhook -> !kept.at().isBefore(webhook.created()))
                    .forEach(webhook -> offer(db, webhook.id(), kept.id(), now));
        }
        db.sql("UPDATE webhook_head SET last = ? WHERE one = ?")
                .params(page.getLast().id(), ONE)
                .update();
        return page.size() == PAGE;
    }

    /// Waits from now on, whether it was sent before or not.
    private static void offer(JdbcClient db, String webhook, String notice, Instant now) {
        db.sql(
                        """
                        INSERT INTO webhook_delivery
                            (webhook, notice, state, attempts, due_micros, status, problem, changed_micros)
                        VALUES (:webhook, :notice, 'waiting', 0, :now, 0, '', :now)
                        ON CONFLICT (webhook, notice) DO UPDATE SET state = 'waiting',
                            attempts = 0, due_micros = excluded.due_micros, status = 0, problem = '',
                            changed_micros = excluded.changed_micros
                        """)
                .param("webhook", webhook)
                .param("notice", notice)
                .param("now", Micros.of(now))
                .update();
    }

    /// Ids of the webhooks for which something is due.
    List<String> due(Instant now) {
        return sql.reading()
                .sql(
                        """
                        SELECT DISTINCT webhook FROM webhook_delivery
                        WHERE state = 'waiting' AND due_micros <= ?
                        """)
                .param(Micros.of(now))
                .query((row, _) -> row.getString("webhook"))
                .list();
    }

    /// Claims what is due, the oldest first: nobody else gets it before the lease has ended.
    List<Delivery> claim(String webhook, int most, Instant now, Duration lease) {
        return sql.write(db ->
                db.sql(
                                """
                                UPDATE webhook_delivery
                                SET attempts = attempts + 1, due_micros = :leased, changed_micros = :now
                                WHERE webhook = :webhook AND state = 'waiting' AND due_micros <= :now
                                    AND notice IN (
                                        SELECT notice FROM webhook_delivery
                                        WHERE webhook = :webhook AND state = 'waiting'
                                            AND due_micros <= :now
                                        ORDER BY notice LIMIT :most)
                                RETURNING *
                                """)
                        .param("webhook", webhook)
                        .param("leased", Micros.of(now.plus(lease)))
                        .param("now", Micros.of(now))
                        .param("most", most)
                        .query((row, _) -> delivery(row))
                        .list());
    }

    /// Says how an attempt ended. Of an attempt whose lease has ended, and that another has begun
    /// anew, nothing is taken.
    void finish(Delivery ended) {
        sql.write(db ->
                db.sql(
                                """
                                UPDATE webhook_delivery
                                SET state = :state, due_micros = :due, status = :status,
                                    problem = :problem, changed_micros = :changed
                                WHERE webhook = :webhook AND notice = :notice
                                    AND attempts = :attempts AND state = 'waiting'
                                """)
                        .param("state", ended.state().key())
                        .param("due", Micros.of(ended.due()))
                        .param("status", ended.status())
                        .param("problem", ended.problem())
                        .param("changed", Micros.of(ended.changed()))
                        .param("webhook", ended.webhook())
                        .param("notice", ended.notice())
                        .param("attempts", ended.attempts())
                        .update());
    }

    /// The newest first, from one on; an empty id for the first page.
    List<Delivery> before(String webhook, String notice, int most) {
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM webhook_delivery
                        WHERE webhook = :webhook AND (:notice = '' OR notice < :notice)
                        ORDER BY notice DESC LIMIT :most
                        """)
                .param("webhook", webhook)
                .param("notice", notice)
                .param("most", most)
                .query((row, _) -> delivery(row))
                .list();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("webhook"),
                row.getString("notice"),
                State.of(row.getString("state")),
                row.getInt("attempts"),
                Micros.instant(row.getLong("due_micros")),
                row.getInt("status"),
                row.getString("problem"),
                Micros.instant(row.getLong("changed_micros")));
    }

    /// How many deliveries of each webhook are in a state.
    Map<String, Integer> count(State state) {
        return sql
                .reading()
                .sql(
                        """
                        SELECT webhook, COUNT(*) AS many FROM webhook_delivery
                        WHERE state = ? GROUP BY webhook
                        """)
                .param(state.key())
                .query((row, _) -> Map.entry(row.getString("webhook"), row.getInt("many")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Has one sent once more, under the id it had; false if there is none.
    boolean replay(String webhook, String notice, Instant now) {
        return sql.write(db -> {
            boolean isThere =
                    db.sql("SELECT 1 FROM webhook_delivery WHERE webhook = ? AND notice = ?")
                            .params(webhook, notice)
                            .query(Integer.class)
                            .optional()
                            .isPresent();
            if (isThere) {
                offer(db, webhook, notice, now);
            }
            return isThere;
        });
    }

    /// Has all notices since a time sent once more, those too that were kept before the webhook was
    /// made; returns how many.
    int replaySince(Webhook webhook, Instant since, Instant now) {
        int offered = 0;
        String cursor = "";
        List<KeptNotice> page = NoticeStore.since(sql.reading(), since, cursor, PAGE);
        while (!page.isEmpty()) {
            offered += offerAll(webhook, page, now);
            cursor = page.getLast().id();
            page = NoticeStore.since(sql.reading(), since, cursor, PAGE);
        }
        return offered;
    }

    private int offerAll(Webhook webhook, List<KeptNotice> page, Instant now) {
        List<KeptNotice> wanted =
                page.stream().filter(kept -> webhook.takes(kept.notice().kind())).toList();
        return sql.write(db -> {
            wanted.forEach(kept -> offer(db, webhook.id(), kept.id(), now));
            return wanted.size();
        });
    }

    /// The notice of a delivery; empty once it is no longer kept.
    Optional<KeptNotice> notice(String id) {
        return NoticeStore.one(sql.reading(), id);
    }

    /// Forgets deliveries of notices that are no longer kept.
    int drop() {
        return sql.write(db ->
                db.sql(
                                """
                                DELETE FROM webhook_delivery
                                WHERE notice NOT IN (SELECT id FROM notice)
                                """)
                        .update());
    }
}

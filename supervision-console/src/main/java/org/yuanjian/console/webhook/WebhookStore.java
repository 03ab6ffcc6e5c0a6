package org.yuanjian.console.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the webhooks.
@Repository
public final class WebhookStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> KINDS = new TypeReference<>() {};

    private final SqlStore sql;

    public WebhookStore(SqlStore sql) {
        this.sql = sql;
    }

    List<Webhook> list() {
        return list(sql.reading());
    }

    static List<Webhook> list(JdbcClient db) {
        return db.sql("SELECT * FROM webhook ORDER BY id").query((row, _) -> webhook(row)).list();
    }

    Optional<Webhook> webhook(String id) {
        return sql.reading()
                .sql("SELECT * FROM webhook WHERE id = ?")
                .param(id)
                .query((row, _) -> webhook(row))
                .optional();
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getString("id"),
                row.getString("name"),
                row.getString("url"),
                JSON.readValue(row.getString("kinds"), KINDS),
                row.getString("secret"),
                row.getString("created_by"),
                Micros.instant(row.getLong("created_micros")));
    }

    /// False if there are as many as there may be.
    boolean add(Webhook webhook, int most) {
        return sql.write(db -> {
            int there = db.sql("SELECT COUNT(*) FROM webhook").query(Integer.class).single();
            return there < most && insert(db, webhook);
        });
    }

    private static boolean insert(JdbcClient db, Webhook webhook) {
        int added =
                db.sql(
                                """
                                INSERT INTO webhook
                                    (id, name, url, kinds, secret, created_by, created_micros)
                                VALUES (?, ?, ?, ?, ?, ?, ?)
                                """)
                        .params(
                                webhook.id(),
                                webhook.name(),
                                webhook.url(),
                                JSON.writeValueAsString(webhook.kinds()),
                                webhook.secret(),
                                webhook.createdBy(),
                                Micros.of(webhook.created()))
                        .update();
        return added == 1;
    }

    /// Also forgets its deliveries; false if there is no such webhook.
    boolean remove(String id) {
        return sql.write(db -> {
            db.sql("DELETE FROM webhook_delivery WHERE webhook = ?").param(id).update();
            return db.sql("DELETE FROM webhook WHERE id = ?").param(id).update() == 1;
        });
    }

    /// Has every secret wrapped by the first key of the vault; returns how many were not yet.
    public int rewrap(CredentialVault vault) {
        int rewrapped = 0;
        for (Webhook webhook : list()) {
            if (!vault.isCurrent(webhook.secret())) {
                String secret = vault.rewrap(webhook.secret());
                rewrapped +=
                        sql.write(db ->
                                db.sql("UPDATE webhook SET secret = ? WHERE id = ?")
                                        .params(secret, webhook.id())
                                        .update());
            }
        }
        return rewrapped;
    }
}

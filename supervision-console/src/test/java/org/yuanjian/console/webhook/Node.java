package org.yuanjian.console.webhook;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.notice.KeptNotice;
import org.yuanjian.console.notice.Notice;
import org.yuanjian.console.notice.NoticeStore;

/// One node's share of an outbox: what is kept, and the courier that is not started yet.
final class Node implements AutoCloseable {
    static final String WEBHOOK = "w1";
    static final String SECRET =
            WebhookMessage.secret("a secret of the test".getBytes(StandardCharsets.UTF_8));

    final SqlStore sql;
    final NoticeStore notices;
    final WebhookStore webhooks;
    final DeliveryStore deliveries;
    final WebhookSender sender;
    final WebhookCourier courier;
    final CredentialVault vault;
    private final InstantSource clock;

    Node(SqlSettings database, String vaultKey, InstantSource clock) {
        SqlSchema schema =
                new SqlSchema("console_schema_history", "org/yuanjian/console/migration");
        this.clock = clock;
        sql = SqlStore.open(database, schema);
        vault = new CredentialVault(() -> vaultKey);
        notices = new NoticeStore(sql, new TimeOrderedIds(clock));
        webhooks = new WebhookStore(sql);
        deliveries = new DeliveryStore(sql);
        sender =
                new WebhookSender(
                        new CameraNetworks(List.of("127.0.0.0/8")),
                        true,
                        (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        Duration.ofSeconds(2));
        courier =
                new WebhookCourier(
                        new WebhookCourier.Surroundings(webhooks, deliveries, sender, vault, clock),
                        "/yuanjian");
    }

    static Node sqlite(Path file, String vaultKey, InstantSource clock) {
        return new Node(SqlSettings.sqlite(file), vaultKey, clock);
    }

    Webhook addWebhook(String id, String url) {
        Webhook webhook =
                new Webhook(
                        id,
                        "Test",
                        url,
                        List.of(),
                        vault.seal(SECRET, Webhook.owner(id)),
                        "admin",
                        clock.instant());
        webhooks.add(webhook, 50);
        return webhook;
    }

    KeptNotice post(String object) {
        return notices.add(new Notice("point_down", "440100", object, Map.of()), clock.instant());
    }

    @Override
    public void close() {
        courier.stop();
        sender.close();
        sql.close();
    }
}

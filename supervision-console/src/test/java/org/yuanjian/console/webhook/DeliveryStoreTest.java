package org.yuanjian.console.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.notice.KeptNotice;
import org.yuanjian.console.webhook.Delivery.State;

class DeliveryStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String KEY = CredentialVault.freshKey("k1");
    private static final String URL = "http://127.0.0.1:1/";

    @TempDir Path folder;

    private static Node node(SqlSettings database) {
        return new Node(database, KEY, InstantSource.fixed(NOW));
    }

    @ParameterizedTest
    @EnumSource
    void take_twoNodes_makeEachDeliveryOnce(TestDatabase database) {
        SqlSettings settings = database.fresh(folder);
        try (Node one = node(settings);
                Node other = node(settings)) {
            one.addWebhook("w1", URL);
            one.addWebhook("w2", URL);
            KeptNotice first = one.post("a");
            KeptNotice second = other.post("b");
            assertThat(one.deliveries.take(NOW)).isFalse();
            assertThat(other.deliveries.take(NOW)).isFalse();

            assertThat(other.deliveries.due(NOW)).containsExactlyInAnyOrder("w1", "w2");
            assertThat(one.deliveries.before("w1", "", 10))
                    .extracting(Delivery::notice)
                    .containsExactly(second.id(), first.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void claim_twoNodes_neverTheSame(TestDatabase database) {
        SqlSettings settings = database.fresh(folder);
        try (Node one = node(settings);
                Node other = node(settings)) {
            one.addWebhook("w1", URL);
            KeptNotice first = one.post("a");
            KeptNotice second = one.post("b");
            one.deliveries.take(NOW);
            List<Delivery> mine = one.deliveries.claim("w1", 1, NOW, LEASE);
            List<Delivery> theirs = other.deliveries.claim("w1", 5, NOW, LEASE);

            assertThat(mine).extracting(Delivery::notice).containsExactly(first.id());
            assertThat(theirs).extracting(Delivery::notice).containsExactly(second.id());
            assertThat(one.deliveries.claim("w1", 5, NOW, LEASE)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void claim_leaseEnded_comesAgainAndTheLateEndCountsForNothing(TestDatabase database) {
        try (Node node = node(database.fresh(folder))) {
            node.addWebhook("w1", URL);
            node.post("a");
            node.deliveries.take(NOW);
            Delivery lost = node.deliveries.claim("w1", 1, NOW, LEASE).getFirst();
            Instant later = NOW.plus(LEASE);
            Delivery again = node.deliveries.claim("w1", 1, later, LEASE).getFirst();
            node.deliveries.finish(ended(lost, State.DEAD));

            assertThat(again.notice()).isEqualTo(lost.notice());
            assertThat(again.attempts()).isEqualTo(2);
            assertThat(node.deliveries.count(State.DEAD)).isEmpty();
            node.deliveries.finish(ended(again, State.SENT));
            assertThat(node.deliveries.count(State.SENT)).containsEntry("w1", 1);
        }
    }

    private static Delivery ended(Delivery delivery, State state) {
        return new Delivery(
                delivery.webhook(),
                delivery.notice(),
                state,
                delivery.attempts(),
                NOW,
                200,
                "",
                NOW);
    }

    @ParameterizedTest
    @EnumSource
    void replay_sentOnes_waitAgain(TestDatabase database) {
        try (Node node = node(database.fresh(folder))) {
            KeptNotice before = node.post("before the webhook");
            Webhook webhook = node.addWebhook("w1", URL);
            KeptNotice after = node.post("a");
            node.deliveries.take(NOW);
            node.deliveries
                    .claim("w1", 9, NOW, LEASE)
                    .forEach(one -> node.deliveries.finish(ended(one, State.SENT)));

            assertThat(node.deliveries.replay("w1", "none", NOW)).isFalse();
            assertThat(node.deliveries.replay("w1", after.id(), NOW)).isTrue();
            assertThat(node.deliveries.claim("w1", 9, NOW, LEASE))
                    .extracting(Delivery::notice)
                    .containsExactly(after.id());
            assertThat(node.deliveries.replaySince(webhook, NOW.plusSeconds(1), NOW)).isZero();
            assertThat(node.deliveries.replaySince(webhook, NOW, NOW)).isEqualTo(2);
            assertThat(node.deliveries.claim("w1", 9, NOW, LEASE))
                    .extracting(Delivery::notice)
                    .containsExactlyInAnyOrder(before.id(), after.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void remove_withDeliveries_forgetsThem(TestDatabase database) {
        try (Node node = node(database.fresh(folder))) {
            node.addWebhook("w1", URL);
            node.post("a");
            node.deliveries.take(NOW);

            assertThat(node.webhooks.remove("w1")).isTrue();
            assertThat(node.webhooks.remove("w1")).isFalse();
            assertThat(node.deliveries.due(NOW)).isEmpty();
        }
    }
}

package org.yuanjian.console.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.credential.VaultException;
import org.yuanjian.console.notice.KeptNotice;
import org.yuanjian.console.webhook.Delivery.State;

/// Takes what is due out of the outbox and sends it: at most two at once to each webhook, so that a
/// slow one holds up none but itself. What was not known to have arrived is sent again, under the
/// same id.
final class WebhookCourier implements SmartLifecycle {
    /// Longer than any attempt: then who claimed a delivery is taken for dead.
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(WebhookCourier.class);
    private static final int AT_ONCE = 2;
    private static final long TICK_MILLIS = 1_000;
    private static final long CLEAN_HOURS = 1;

    private final Surroundings around;
    private final String source;
    private final RetryPlan plan = new RetryPlan(new Random());
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("webhooks").factory());
    private volatile boolean running;
    private boolean failing;

    /// What the courier needs of the rest.
    record Surroundings(
            WebhookStore webhooks,
            DeliveryStore deliveries,
            WebhookSender sender,
            CredentialVault vault,
            InstantSource clock) {}

    /// @param source what names this installation in the events
    WebhookCourier(Surroundings around, String source) {
        this.around = around;
        this.source = source;
    }

    @Override
    public void start() {
        running = true;
        thread.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::clean, 0, CLEAN_HOURS, TimeUnit.HOURS);
    }

    private void tick() {
        try {
            Instant now = around.clock().instant();
            boolean more = around.deliveries().take(now);
            while (more) {
                more = around.deliveries().take(now);
            }
            around.deliveries().due(now).forEach(webhook -> claim(webhook, now));
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.error("webhooks cannot be served; trying on", e);
            }
            failing = true;
        }
    }

    private void claim(String id, Instant now) {
        int room = AT_ONCE - underWay.getOrDefault(id, 0);
        Optional<Webhook> webhook = around.webhooks().webhook(id);
        if (room <= 0 || webhook.isEmpty()) {
            return;
        }
        for (Delivery delivery : around.deliveries().claim(id, room, now, LEASE)) {
            underWay.merge(id, 1, Integer::sum);
            Thread.startVirtualThread(() -> deliver(webhook.get(), delivery));
        }
    }

    private void deliver(Webhook webhook, Delivery delivery) {
        try {
            Attempt attempt =
                    around.deliveries()
                            .notice(delivery.notice())
                            .map(kept -> attempt(webhook, kept))
                            .orElse(Attempt.failed("gone"));
            around.deliveries().finish(after(delivery, attempt));
        } catch (RuntimeException e) {
            log.atError().addKeyValue("webhook", webhook.id()).setCause(e).log("delivery failed");
        } finally {
            underWay.computeIfPresent(webhook.id(), (_, many) -> many == 1 ? null : many - 1);
            again();
        }
    }

    /// Sends a notice now, once.
    Attempt attempt(Webhook webhook, KeptNotice kept) {
        WebhookMessage message = WebhookMessage.of(kept, source);
        try {
            String secret = around.vault().open(webhook.secret(), Webhook.owner(webhook.id()));
            return WebhookAddress.of(webhook.url())
                    .map(address ->
                            around.sender()
                                    .send(
                                            address,
                                            message.headers(secret, around.clock().instant()),
                                            message.body()))
                    .orElse(Attempt.failed("address"));
        } catch (VaultException e) {
            return Attempt.failed("secret");
        }
    }

    private Delivery after(Delivery delivery, Attempt attempt) {
        Instant now = around.clock().instant();
        Optional<Duration> pause =
                attempt.isFinal() ? Optional.empty() : plan.pauseAfter(delivery.attempts());
        State state = attempt.isSent() ? State.SENT : pause.isEmpty() ? State.DEAD : State.WAITING;
        log.atInfo()
                .addKeyValue("webhook", delivery.webhook())
                .addKeyValue("notice", delivery.notice())
                .addKeyValue("attempt", delivery.attempts())
                .addKeyValue("status", attempt.status())
                .addKeyValue("problem", attempt.problem())
                .log("delivery {}", state.key());
        return new Delivery(
                delivery.webhook(),
                delivery.notice(),
                state,
                delivery.attempts(),
                now.plus(pause.orElse(Duration.ZERO)),
                attempt.status(),
                attempt.isSent() ? "" : attempt.problem(),
                now);
    }

    /// What waited for room goes at once.
    private void again() {
        if (running) {
            try {
                thread.execute(this::tick);
            } catch (RejectedExecutionException e) {
                // It has just been stopped.
            }
        }
    }

    private void clean() {
        try {
            around.deliveries().drop();
        } catch (RuntimeException e) {
            log.error("old deliveries cannot be removed", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package org.yuanjian.console.webhook;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.notice.KeptNotice;
import org.yuanjian.console.notice.Notice;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.webhook.Delivery.State;

/// Makes, lists, tries and removes webhooks.
@RestController
@RequestMapping("/api/webhooks")
final class WebhookController {
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_KINDS = 50;
    private static final int SECRET_BYTES = 32;
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final Desk desk;
    private final CredentialVault vault;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final SecureRandom random = new SecureRandom();

    /// What looks at addresses and tries them.
    @Component
    record Desk(WebhookSender sender, WebhookCourier courier, AuditTrail audit) {}

    WebhookController(
            WebhookStore store,
            DeliveryStore deliveries,
            Desk desk,
            CredentialVault vault,
            InstantSource clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.desk = desk;
        this.vault = vault;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /// @param kinds of notices; none or empty for all
    record Wish(@Nullable String name, @Nullable String url, @Nullable List<String> kinds) {}

    /// @param waiting deliveries under way
    /// @param dead deliveries that were given up
    record Listed(
            String id,
            String name,
            String url,
            List<String> kinds,
            String createdBy,
            Instant created,
            int waiting,
            int dead) {}

    /// @param secret told only here
    record Made(String id, String name, String url, List<String> kinds, String secret) {}

    /// @param status of the answer; 0 for none
    record Tried(boolean sent, int status, String problem) {}

    @Needs(Right.WEBHOOKS)
    @GetMapping
    List<Listed> list() {
        Map<String, Integer> waiting = deliveries.count(State.WAITING);
        Map<String, Integer> dead = deliveries.count(State.DEAD);
        return store.list().stream()
                .map(webhook ->
                        new Listed(
                                webhook.id(),
                                webhook.name(),
                                webhook.url(),
                                webhook.kinds(),
                                webhook.createdBy(),
                                webhook.created(),
                                waiting.getOrDefault(webhook.id(), 0),
                                dead.getOrDefault(webhook.id(), 0)))
                .toList();
    }

    @Needs(Right.WEBHOOKS)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Made create(@RequestBody Wish wish, Person person) {
        String name = wish.name() == null ? "" : wish.name().strip();
        List<String> kinds = wish.kinds() == null ? List.of() : wish.kinds();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw refused("NAME", "A name of 1 to 64 characters");
        }
        if (kinds.size() > MOST_KINDS || !kinds.stream().allMatch(WebhookController::isKind)) {
            throw refused("KINDS", "No such kinds of notices");
        }
        String url = checked(wish.url());
        String secret = WebhookMessage.secret(freshBytes());
        String id = ids.next();
        Webhook webhook =
                new Webhook(
                        id,
                        name,
                        url,
                        kinds,
                        vault.seal(secret, Webhook.owner(id)),
                        person.getName(),
                        clock.instant());
        note(person, id, "made");
        if (!store.add(webhook, MOST)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "TOO_MANY_WEBHOOKS", "Remove other webhooks first");
        }
        return new Made(id, name, url, kinds, secret);
    }

    private static boolean isKind(@Nullable String text) {
        return text != null && KIND.matcher(text).matches();
    }

    private static ProblemException refused(String kind, String title) {
        return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, kind, title);
    }

    private String checked(@Nullable String url) {
        WebhookAddress address =
                WebhookAddress.of(url == null ? "" : url)
                        .orElseThrow(() -> refused("ADDRESS", "Not a URL of HTTP"));
        return switch (desk.sender().check(address)) {
            case "none" -> address.url().toString();
            case "address" -> throw refused("ADDRESS", "The host has no address");
            default -> throw refused("NOT_ALLOWED", "Webhooks may not go there");
        };
    }

    private byte[] freshBytes() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private void note(Person person, String id, String change) {
        desk.audit()
                .append(
                        AuditEvent.done(AuditKind.WEBHOOK, person.actor(), id)
                                .with("change", change));
    }

    @Needs(Right.WEBHOOKS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Person person) {
        note(person, id, "removed");
        if (!store.remove(id)) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "NOT_FOUND", "No such webhook");
    }

    /// Sends a notice of its own kind there, once and now.
    @Needs(Right.WEBHOOKS)
    @PostMapping("/{id}/test")
    Tried test(@PathVariable String id, Person person) {
        Webhook webhook = store.webhook(id).orElseThrow(WebhookController::unknown);
        Notice notice = new Notice("webhook_test", "", id, Map.of());
        Attempt attempt =
                desk.courier()
                        .attempt(webhook, new KeptNotice(ids.next(), clock.instant(), notice));
        note(person, id, "tried");
        return new Tried(attempt.isSent(), attempt.status(), attempt.problem());
    }
}

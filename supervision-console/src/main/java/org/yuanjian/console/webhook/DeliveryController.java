package org.yuanjian.console.webhook;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.webhook.Delivery.State;

/// Lists what a webhook was sent, and has it sent once more.
@RestController
@RequestMapping("/api/webhooks/{id}")
final class DeliveryController {
    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final AuditTrail audit;
    private final InstantSource clock;

    DeliveryController(
            WebhookStore webhooks,
            DeliveryStore deliveries,
            AuditTrail audit,
            InstantSource clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param notice id of the notice and of the message
    /// @param due when it is tried next; null if it is not
    record Sent(
            String notice,
            String state,
            int attempts,
            @Nullable Instant due,
            int status,
            String problem,
            Instant changed) {
        static Sent of(Delivery delivery) {
            return new Sent(
                    delivery.notice(),
                    delivery.state().key(),
                    delivery.attempts(),
                    delivery.state() == State.WAITING ? delivery.due() : null,
                    delivery.status(),
                    delivery.problem(),
                    delivery.changed());
        }
    }

    /// @param next what to ask for next with `before`; null at the end
    record Page(List<Sent> deliveries, @Nullable String next) {}

    record Since(@Nullable Instant since) {}

    record Replayed(int deliveries) {}

    /// The newest first.
    @Needs(Right.WEBHOOKS)
    @GetMapping("/deliveries")
    Page list(@PathVariable String id, @RequestParam(defaultValue = "") String before) {
        Webhook webhook = known(id);
        List<Sent> page =
                deliveries.before(webhook.id(), IdCursor.of(before), IdCursor.PAGE).stream()
                        .map(Sent::of)
                        .toList();
        return new Page(page, IdCursor.next(page, IdCursor.PAGE, Sent::notice));
    }

    private Webhook known(String id) {
        return webhooks.webhook(id)
                .orElseThrow(() ->
                        new ProblemException(HttpStatus.NOT_FOUND, "NOT_FOUND", "No such webhook"));
    }

    @Needs(Right.WEBHOOKS)
    @PostMapping("/deliveries/{notice}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replay(@PathVariable String id, @PathVariable String notice, Person person) {
        Webhook webhook = known(id);
        note(person, id);
        if (!deliveries.replay(webhook.id(), notice, clock.instant())) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "NOT_FOUND", "No such delivery");
        }
    }

    /// All notices since a time, whether they arrived or not.
    @Needs(Right.WEBHOOKS)
    @PostMapping("/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replayed replay(@PathVariable String id, @RequestBody Since body, Person person) {
        Webhook webhook = known(id);
        if (body.since() == null) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "SINCE", "A time to begin at");
        }
        note(person, id);
        return new Replayed(deliveries.replaySince(webhook, body.since(), clock.instant()));
    }

    private void note(Person person, String id) {
        audit.append(
                AuditEvent.done(AuditKind.WEBHOOK, person.actor(), id).with("change", "replayed"));
    }
}

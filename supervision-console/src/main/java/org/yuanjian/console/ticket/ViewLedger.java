package org.yuanjian.console.ticket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.RunningView;
import org.yuanjian.relay.ViewEnd;
import org.yuanjian.relay.ViewObserver;

/// Has tickets and views taken down: a ticket before it is handed out, a view as it begins and
/// ends.
public final class ViewLedger implements ViewObserver {
    private final @Nullable AuditTrail trail;

    /// @param trail null where nothing is taken down
    public ViewLedger(@Nullable AuditTrail trail) {
        this.trail = trail;
    }

    /// Returns once it stands in the ledger; a problem if it cannot.
    ///
    /// @param text what the person wrote as their reason
    void granted(PlayTicket ticket, Actor actor, String text) {
        append(event(AuditKind.VIEW_GRANT, ticket, actor).because(ticket.reason(), text));
    }

    /// The same for a ticket of another platform that is made or revoked.
    void platform(String ticketId, Actor actor, String what) {
        append(AuditEvent.done(AuditKind.PLATFORM_TICKET, actor, ticketId).with("what", what));
    }

    private void append(AuditEvent event) {
        if (trail == null) {
            return;
        }
        try {
            trail.append(event);
        } catch (AuditException e) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "LEDGER_CLOSED",
                    "Nothing can be taken down now, so no picture opens");
        }
    }

    @Override
    public void started(RunningView view) {
        submit(event(AuditKind.VIEW_START, view.ticket(), actor(view.ticket())));
    }

    @Override
    public void ended(RunningView view, Duration ran, ViewEnd why) {
        submit(
                event(AuditKind.VIEW_END, view.ticket(), actor(view.ticket()))
                        .with("seconds", Long.toString(ran.toSeconds()))
                        .with("end", why.key()));
    }

    private void submit(AuditEvent event) {
        if (trail != null) {
            // What cannot be taken down is the trail's to report, and to keep until it can.
            var _ = trail.submit(event);
        }
    }

    /// Name and address stand with the ticket's own record.
    private static Actor actor(PlayTicket ticket) {
        return new Actor(ticket.isPersonal() ? ticket.person() : ticket.id(), "", "");
    }

    private static AuditEvent event(AuditKind kind, PlayTicket ticket, Actor actor) {
        return AuditEvent.done(kind, actor, ticket.stream().point())
                .because(ticket.reason(), "")
                .with("ticket", ticket.id())
                .with("session", ticket.session())
                .with("stream", ticket.stream().name())
                .with("action", ticket.action().key())
                .with("node", ticket.node());
    }
}

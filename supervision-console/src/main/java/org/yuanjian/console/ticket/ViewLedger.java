package org.yuanjian.console.ticket;

import java.time.Duration;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.RunningView;
import org.yuanjian.relay.ViewEnd;
import org.yuanjian.relay.ViewObserver;

/// Has tickets and views taken down: a ticket before it is handed out, a view as it begins and
/// ends.
public final class ViewLedger implements ViewObserver {
    private final AuditTrail trail;

    public ViewLedger(AuditTrail trail) {
        this.trail = trail;
    }

    /// Returns once it stands in the ledger; a problem if it cannot.
    ///
    /// @param text what the person wrote as their reason
    void granted(PlayTicket ticket, Actor actor, String text) {
        trail.append(event(AuditKind.VIEW_GRANT, ticket, actor).because(ticket.reason(), text));
    }

    /// The same for a ticket of another platform that is made or revoked; the platform's name is
    /// the text.
    void platform(PlatformTicket ticket, Actor actor, String what) {
        StreamId stream = StreamId.parse(ticket.stream());
        trail.append(
                AuditEvent.done(AuditKind.PLATFORM_TICKET, actor, ticket.id())
                        .because(TicketService.PLATFORM_REASON, ticket.name())
                        .with("point", stream.point())
                        .with("stream", stream.name())
                        .with("what", what));
    }

    @Override
    public void started(RunningView view) {
        submit(event(AuditKind.VIEW_START, view));
    }

    @Override
    public void ended(RunningView view, Duration ran, ViewEnd why) {
        submit(
                event(AuditKind.VIEW_END, view)
                        .with("seconds", Long.toString(ran.toSeconds()))
                        .with("end", why.key()));
    }

    private void submit(AuditEvent event) {
        // What cannot be taken down is the trail's to report, and to keep until it can.
        var _ = trail.submit(event);
    }

    /// What a platform opens with its one ticket is told apart by when it began.
    private static AuditEvent event(AuditKind kind, RunningView view) {
        return event(kind, view.ticket(), actor(view.ticket()))
                .with("since", view.since().toString());
    }

    /// A person's name and address stand with the ticket's own record; a platform's ticket may be
    /// of another day.
    private static Actor actor(PlayTicket ticket) {
        return ticket.isPersonal()
                ? new Actor(ticket.person(), "", "")
                : new Actor(ticket.id(), ticket.person(), "");
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

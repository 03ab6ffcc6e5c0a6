package org.yuanjian.console.ticket;

import java.util.List;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.RunningView;

/// Stops pictures as soon as somebody may look no longer. Any thread that may wait a second.
public final class Revocations {
    private final ViewDirectory directory;
    private final ViewRights rights;

    /// @param rights all of them as one
    Revocations(ViewDirectory directory, ViewRights rights) {
        this.directory = directory;
        this.rights = rights;
    }

    /// The session is over: its views end, and its tickets open nothing more.
    public void endSession(String sessionId) {
        directory.revoke(Revocation.ofSession(sessionId));
    }

    /// All that this account watches ends.
    public void endPerson(String accountId) {
        directory.revoke(Revocation.ofPerson(accountId));
    }

    /// What this ticket opened ends, and it opens nothing more.
    public void endTicket(String ticketId) {
        directory.revoke(Revocation.ofTicket(ticketId));
    }

    /// Something that this account may do has changed: what it may watch no longer ends.
    public void recheck(String accountId) {
        recheck(
                directory.running().stream()
                        .filter(view -> view.ticket().person().equals(accountId))
                        .toList());
    }

    /// The same for everybody.
    public void recheckAll() {
        recheck(List.copyOf(directory.running()));
    }

    /// Ends those of these views that may not go on, and returns the others.
    List<RunningView> recheck(List<RunningView> views) {
        return views.stream().filter(this::mayGoOn).toList();
    }

    private boolean mayGoOn(RunningView view) {
        boolean may = rights.mayGoOn(view);
        if (!may) {
            endTicket(view.ticket().id());
        }
        return may;
    }
}

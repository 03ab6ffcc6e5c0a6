package org.yuanjian.console.ticket;

import org.yuanjian.console.session.SessionEnd;

/// Ends pictures with their session, and those that may be seen no longer.
final class ViewEnds implements SessionEnd {
    private final Revocations revocations;

    ViewEnds(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public void ended(String session) {
        revocations.endSession(session);
    }

    @Override
    public void changed(String account) {
        if (account.isEmpty()) {
            revocations.recheckAll();
        } else {
            revocations.recheck(account);
        }
    }
}

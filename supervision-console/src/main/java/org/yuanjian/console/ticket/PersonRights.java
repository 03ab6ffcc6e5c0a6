package org.yuanjian.console.ticket;

import java.util.Optional;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.session.SessionStore;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.RunningView;

/// A person looks on for as long as the session lasts and the account may see the point.
final class PersonRights implements ViewRights {
    private final SessionStore sessions;
    private final AccountStore accounts;
    private final Rights rights;

    PersonRights(SessionStore sessions, AccountStore accounts, Rights rights) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.rights = rights;
    }

    @Override
    public boolean mayGoOn(RunningView view) {
        PlayTicket ticket = view.ticket();
        if (!ticket.isPersonal()) {
            return true;
        }
        Optional<Account> account = accounts.account(ticket.person());
        return account.isPresent()
                && sessions.isOpen(ticket.session())
                && rights.refusal(account.get(), Right.LIVE, ticket.stream().point()).isEmpty();
    }
}

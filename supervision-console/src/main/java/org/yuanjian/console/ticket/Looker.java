package org.yuanjian.console.ticket;

import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.Actor;

/// Who looks, as tickets and purposes name it.
///
/// @param person id of the account
/// @param session id of the session
/// @param name as people know it
record Looker(String person, String session, String name) {
    /// The one place that knows what of a person is which id.
    static Looker of(Person person) {
        return new Looker(person.accountId(), person.sessionId(), person.account().name());
    }

    /// As the ledger names them.
    ///
    /// @param address from where
    Actor actor(String address) {
        return new Actor(person, name, address);
    }
}

package org.yuanjian.console.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.yuanjian.console.account.Person;

/// Who calls, where somebody is signed in: what rates and repeated calls are counted by.
///
/// @param person id of the account
/// @param session id of one of its sessions
record Caller(String person, String session) {

    /// Empty for nobody. The security filters have run.
    static Optional<Caller> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Person person
                ? Optional.of(new Caller(person.viewer().id(), person.sessionId()))
                : Optional.empty();
    }
}

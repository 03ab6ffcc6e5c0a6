package org.yuanjian.console.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuanjian.console.account.Person;

/// Who calls, where somebody is signed in: what rates and repeated calls are counted by.
///
/// @param person name of the account
/// @param session one of its sessions
record Caller(String person, String session) {

    /// Empty for nobody. The security filters have run.
    static Optional<Caller> of(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof Person person
                ? Optional.of(new Caller(person.getName(), person.getName() + " " + id(request)))
                : Optional.empty();
    }

    private static String id(HttpServletRequest request) {
        return String.valueOf(request.getRequestedSessionId());
    }

    @Override
    public String toString() {
        return "Caller[person=" + person + "]";
    }
}

package org.yuanjian.console.session;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.Person;

/// Who is signed in, as the pages read it; nulls for nobody.
///
/// @param stage `none`, `factor`, `change`, `enrol` or `open`
/// @param factors what the second factor may be: `code`, `passkey`
/// @param passkeyObstacle why passkeys do not work where the page was opened; null if they do
/// @param rights keys of what the account may do somewhere
/// @param viewer who really sits there, in the simulator of rights; null else
/// @param oidc the other service people may sign in with; null for none
record SessionView(
        @Nullable String account,
        @Nullable String id,
        @Nullable String fullName,
        @Nullable String role,
        @Nullable String region,
        @Nullable String site,
        String stage,
        List<String> factors,
        @Nullable String passkeyObstacle,
        List<String> rights,
        @Nullable String viewer,
        @Nullable Oidc oidc) {

    /// Another service people may sign in with.
    ///
    /// @param name of the service
    /// @param start where the browser goes for it, by a link; `?back=` names the page wanted
    record Oidc(String name, String start) {}

    static SessionView nobody(@Nullable String obstacle, @Nullable Oidc oidc) {
        return new SessionView(
                null, null, null, null, null, null, "none", List.of(), obstacle, List.of(), null,
                oidc);
    }

    /// What belongs to the page and the account but is not the person.
    record Beside(List<String> factors, @Nullable String obstacle, List<String> rights) {}

    static SessionView of(Person person, Beside beside) {
        Account account = person.account();
        return new SessionView(
                account.name(),
                account.id(),
                account.fullName(),
                account.role().key(),
                account.region(),
                account.site(),
                person.session().stage().name().toLowerCase(Locale.ROOT),
                beside.factors(),
                beside.obstacle(),
                beside.rights(),
                person.isSimulated() ? person.viewer().name() : null,
                null);
    }
}

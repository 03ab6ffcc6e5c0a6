package org.yuanjian.console.people;

import java.util.Optional;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.session.Factors;
import org.yuanjian.console.session.SignIn;

/// Changes accounts: first the record of it, then the change, then the end of sessions that began
/// under other rights. Any thread.
final class AccountDesk {
    private final AccountStore accounts;
    private final Passwords passwords;
    private final Factors factors;
    private final SignIn signIn;
    private final AuditTrail audit;

    AccountDesk(
            AccountStore accounts,
            Passwords passwords,
            Factors factors,
            SignIn signIn,
            AuditTrail audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.factors = factors;
        this.signIn = signIn;
        this.audit = audit;
    }

    /// Empty if the name is taken.
    Optional<AccountController.Made> add(AccountStore.Draft draft, Person person) {
        if (accounts.named(draft.name()).isPresent()) {
            return Optional.empty();
        }
        String password = passwords.fresh();
        String id = accounts.freshId();
        audit.append(
                AuditEvent.done(AuditKind.ACCOUNT, person.actor(), id)
                        .because("", draft.name())
                        .with("change", "added")
                        .with("role", draft.role().key())
                        .with("region", draft.region()));
        return accounts.add(id, draft, passwords.hash(password), true)
                .map(account -> new AccountController.Made(account, password));
    }

    void change(Account account, AccountStore.Draft draft, Person person) {
        audit.append(
                AuditEvent.done(AuditKind.ACCOUNT, person.actor(), account.id())
                        .with("change", "changed")
                        .with("role", draft.role().key())
                        .with("region", draft.region())
                        .with("site", draft.site()));
        accounts.change(account.id(), draft);
        boolean isSame =
                account.role() == draft.role()
                        && account.region().equals(draft.region())
                        && account.site().equals(draft.site());
        if (!isSame) {
            signIn.endAll(account.id());
        }
    }

    /// Says who the account is at the other service; the account as it is then.
    ///
    /// @param subject with the issuer; empty for nobody
    Account bind(Account account, String subject, Person person) {
        if (!subject.equals(account.subject())) {
            audit.append(
                    AuditEvent.done(AuditKind.ACCOUNT, person.actor(), account.id())
                            .because("", subject)
                            .with("change", subject.isEmpty() ? "unbound" : "bound"));
            if (!accounts.bindSubject(account.id(), subject)) {
                throw Subjects.taken();
            }
            signIn.endAll(account.id());
        }
        return accounts.account(account.id()).orElseThrow();
    }

    void disable(Account account, boolean disabled, Person person) {
        audit.append(
                AuditEvent.done(AuditKind.ACCOUNT, person.actor(), account.id())
                        .with("change", disabled ? "disabled" : "enabled"));
        accounts.disable(account.id(), disabled);
        signIn.endAll(account.id());
    }

    /// Gives a password to sign in with once.
    String freshPassword(Account account, Actor by) {
        String password = passwords.fresh();
        audit.append(AuditEvent.done(AuditKind.PASSWORD, by, account.id()).with("change", "reset"));
        accounts.setHash(account.id(), passwords.hash(password), true);
        signIn.endAll(account.id());
        return password;
    }

    void removeFactors(Account account, Actor by) {
        audit.append(AuditEvent.done(AuditKind.FACTOR, by, account.id()).with("change", "removed"));
        factors.removeAll(account.id());
        signIn.endAll(account.id());
    }
}

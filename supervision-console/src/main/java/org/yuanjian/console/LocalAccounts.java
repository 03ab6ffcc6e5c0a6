package org.yuanjian.console;

import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.session.SignInReset;
import org.yuanjian.console.setting.YuanjianSettings;

/// Changes accounts for who sits at the machine. The record comes first: nobody is let in that the
/// ledger does not know of.
final class LocalAccounts {
    private final AccountStore accounts;
    private final Ledger ledger;
    private final PointRegistry points;
    private final SignInReset signIn;
    private final Passwords passwords = new Passwords();

    LocalAccounts(ConfigurableApplicationContext context) {
        SqlStore sql = context.getBean(SqlStore.class);
        Clock clock = context.getBean(Clock.class);
        this.accounts = new AccountStore(sql, clock);
        this.ledger = context.getBean(Ledger.class);
        this.points = context.getBean(PointRegistry.class);
        this.signIn =
                new SignInReset(sql, clock, context.getBean(YuanjianSettings.class).account());
    }

    /// A fresh password, no second factor, no lock, no session; empty without such an account.
    Optional<String> reset(String name) {
        return accounts.named(name)
                .map(found -> {
                    ledger.append(event(AuditKind.PASSWORD, found.id(), "reset"));
                    String password = passwords.fresh();
                    accounts.setHash(found.id(), passwords.hash(password), true);
                    accounts.disable(found.id(), false);
                    signIn.reset(found);
                    return password;
                });
    }

    /// Adds an auditor of the whole province; the password, or empty if the name cannot be had.
    Optional<String> addAuditor(String name) {
        Optional<String> province =
                points.list().regions().stream()
                        .filter(region -> region.level() == Region.Level.PROVINCE)
                        .map(Region::code)
                        .findFirst();
        if (!Account.isName(name) || accounts.named(name).isPresent()) {
            return Optional.empty();
        }
        return province.flatMap(region -> {
            String id = accounts.freshId();
            AccountStore.Draft draft =
                    new AccountStore.Draft(name, name, AccountRole.AUDITOR, region, "");
            ledger.append(
                    event(AuditKind.ACCOUNT, id, "added")
                            .because("", name)
                            .with("role", draft.role().key())
                            .with("region", region));
            String password = passwords.fresh();
            return accounts.add(id, draft, passwords.hash(password), true).map(_ -> password);
        });
    }

    /// No session and no sign-in until it is reset; empty without such an account.
    Optional<Account> disable(String name) {
        return accounts.named(name)
                .map(found -> {
                    ledger.append(event(AuditKind.ACCOUNT, found.id(), "disabled"));
                    accounts.disable(found.id(), true);
                    signIn.end(found);
                    return found;
                });
    }

    private static AuditEvent event(AuditKind kind, String id, String change) {
        return AuditEvent.done(kind, Actor.MACHINE, id).with("change", change);
    }
}

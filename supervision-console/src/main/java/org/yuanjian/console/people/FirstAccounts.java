package org.yuanjian.console.people;

import java.util.List;
import java.util.Optional;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.Site;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.AccountStore.Draft;
import org.yuanjian.console.account.FirstPassword;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.setting.YuanjianSettings;

/// Makes the first account, an administrator of the whole province, with a password by chance that
/// has to be changed. A demo has one account of each role, all with the one password of this start.
final class FirstAccounts {
    private final YuanjianSettings settings;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final AuditTrail audit;

    FirstAccounts(
            YuanjianSettings settings,
            AccountStore accounts,
            Passwords passwords,
            AuditTrail audit) {
        this.settings = settings;
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
    }

    FirstPassword make(PointList list) {
        String user = settings.account().user();
        if (settings.demo()) {
            String password = passwords.fresh();
            String hash = passwords.hash(password);
            demo(user, list).forEach(draft -> put(draft, hash));
            return new FirstPassword(user, Optional.of(password));
        }
        if (!accounts.all().isEmpty()) {
            return new FirstPassword(user, Optional.empty());
        }
        String password = passwords.fresh();
        add(administrator(user, list), passwords.hash(password), true);
        return new FirstPassword(user, Optional.of(password));
    }

    /// The record comes first: nobody is let in that the ledger does not know of.
    private void add(Draft draft, String hash, boolean mustChange) {
        String id = accounts.freshId();
        audit.append(
                AuditEvent.done(AuditKind.ACCOUNT, Actor.MACHINE, id)
                        .because("", draft.name())
                        .with("change", "added")
                        .with("role", draft.role().key())
                        .with("region", draft.region()));
        accounts.add(id, draft, hash, mustChange);
    }

    private static Draft administrator(String user, PointList list) {
        return new Draft(user, user, AccountRole.ADMINISTRATOR, province(list), "");
    }

    private static String province(PointList list) {
        return list.regions().stream()
                .filter(region -> region.level() == Region.Level.PROVINCE)
                .map(Region::code)
                .findFirst()
                .orElse("");
    }

    private static List<Draft> demo(String user, PointList list) {
        String province = province(list);
        String city =
                list.regions().stream()
                        .filter(region -> region.level() == Region.Level.CITY)
                        .map(Region::code)
                        .findFirst()
                        .orElse(province);
        Optional<Site> office =
                list.sites().stream().filter(site -> site.kind() == Site.Kind.OFFICE).findFirst();
        return List.of(
                administrator(user, list),
                new Draft("auditor", "审计员", AccountRole.AUDITOR, province, ""),
                new Draft("inspector", "省级督察员", AccountRole.INSPECTOR, province, ""),
                new Draft("chief", "市级负责人", AccountRole.REGION_CHIEF, city, ""),
                new Draft(
                        "officer",
                        "司法所工作人员",
                        AccountRole.OFFICER,
                        office.map(Site::region).orElse(province),
                        office.map(Site::id).orElse("")));
    }

    private void put(Draft draft, String hash) {
        Optional<Account> known = accounts.named(draft.name());
        if (known.isEmpty()) {
            add(draft, hash, false);
        } else {
            String id = known.get().id();
            audit.append(
                    AuditEvent.done(AuditKind.PASSWORD, Actor.MACHINE, id).with("change", "reset"));
            accounts.change(id, draft);
            accounts.disable(id, false);
            accounts.setHash(id, hash, false);
            accounts.setTotp(id, "");
        }
    }
}

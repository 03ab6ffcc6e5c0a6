package org.yuanjian.console.people;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.access.Places;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.SensitiveStore;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.FirstPassword;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.notice.NoticeBoard;
import org.yuanjian.console.session.Factors;
import org.yuanjian.console.session.SignIn;
import org.yuanjian.console.setting.YuanjianSettings;

/// What administrators work with.
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {
    /// The lists of regions and points have to be there first.
    @Bean
    @DependsOn("startLists")
    FirstPassword firstPassword(
            YuanjianSettings settings,
            AccountStore accounts,
            Passwords passwords,
            PointRegistry points,
            AuditTrail audit) {
        return new FirstAccounts(settings, accounts, passwords, audit).make(points.list());
    }

    @Bean
    AccountDesk accountDesk(
            AccountStore accounts,
            Passwords passwords,
            Factors factors,
            SignIn signIn,
            AuditTrail audit) {
        return new AccountDesk(accounts, passwords, factors, signIn, audit);
    }

    @Bean
    GrantDesk grantDesk(
            AccessStore store,
            Places places,
            SignIn signIn,
            AuditTrail audit,
            NoticeBoard notices,
            Clock clock) {
        return new GrantDesk(new GrantDesk.Around(store, places, signIn, audit, notices, clock));
    }

    @Bean
    SensitiveDesk sensitiveDesk(
            SensitiveStore store,
            Rights rights,
            AccountStore accounts,
            SignIn signIn,
            AuditTrail audit,
            NoticeBoard notices,
            Clock clock) {
        return new SensitiveDesk(
                new SensitiveDesk.Around(store, rights, accounts, signIn, audit, notices, clock));
    }
}

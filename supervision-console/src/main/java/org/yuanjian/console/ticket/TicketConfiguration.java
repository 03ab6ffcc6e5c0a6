package org.yuanjian.console.ticket;

import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.session.SessionStore;
import org.yuanjian.console.setting.YuanjianSettings;

/// What the console does about views that run.
@Configuration(proxyBeanMethods = false)
class TicketConfiguration {
    @Bean
    PurposeStore purposeStore(SqlStore sql, InstantSource clock) {
        return new PurposeStore(sql, clock);
    }

    @Bean
    TicketRights ticketRights(
            PurposeStore purposes,
            PlatformTicketStore platforms,
            Rights rights,
            InstantSource clock) {
        return new TicketRights(purposes, platforms, rights::isSensitive, clock);
    }

    @Bean
    PersonRights personRights(SessionStore sessions, AccountStore accounts, Rights rights) {
        return new PersonRights(sessions, accounts, rights);
    }

    @Bean
    ViewEnds viewEnds(Revocations revocations) {
        return new ViewEnds(revocations);
    }

    /// Whoever knows something that may end a view is asked.
    @Bean
    Revocations revocations(ViewDirectory directory, List<ViewRights> rights) {
        return new Revocations(
                directory, view -> rights.stream().allMatch(each -> each.mayGoOn(view)));
    }

    @Bean
    ViewRenewal viewRenewal(ViewDirectory directory, Revocations revocations, InstantSource clock) {
        return new ViewRenewal(directory, revocations, clock);
    }

    @Bean(initMethod = "start")
    SessionWatch sessionWatch(
            ViewDirectory directory, SessionStore sessions, Revocations revocations) {
        return new SessionWatch(directory, sessions, revocations);
    }

    @Bean
    Purposes purposes(
            PurposeStore store,
            Revocations revocations,
            InstantSource clock,
            YuanjianSettings settings) {
        return new Purposes(store, revocations, clock, settings.ticket().purpose());
    }
}

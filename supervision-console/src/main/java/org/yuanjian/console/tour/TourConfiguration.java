package org.yuanjian.console.tour;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.finding.OpenTours;
import org.yuanjian.console.finding.RaisedFindings;

/// What the wall and its tours are kept in.
@Configuration(proxyBeanMethods = false)
class TourConfiguration {
    @Bean
    LookStore lookStore(SqlStore sql) {
        return new LookStore(sql);
    }

    @Bean
    RunStore runStore(SqlStore sql, Clock clock) {
        return new RunStore(sql, new TimeOrderedIds(clock));
    }

    @Bean
    OpenTours openTours(RunStore runs) {
        return (run, account, point) ->
                runs.run(run)
                        .filter(one -> one.account().equals(account))
                        .filter(one -> one.state() != TourRun.State.SIGNED)
                        .filter(one -> one.points().contains(point))
                        .isPresent();
    }

    @Bean
    PlanStore planStore(SqlStore sql, Clock clock) {
        return new PlanStore(sql, clock);
    }

    @Bean
    RunDesk runDesk(
            RunStore runs,
            LookStore looks,
            RaisedFindings findings,
            Rights rights,
            AccountStore accounts,
            AuditTrail audit,
            Clock clock) {
        return new RunDesk(
                new RunDesk.Around(runs, looks, findings, rights, accounts, audit, clock));
    }
}

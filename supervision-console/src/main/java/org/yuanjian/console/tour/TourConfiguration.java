package org.yuanjian.console.tour;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.audit.LedgerRecord;
import org.yuanjian.console.audit.LedgerSearchStore;
import org.yuanjian.console.finding.OpenTours;
import org.yuanjian.console.finding.RaisedFindings;
import org.yuanjian.console.retention.DailyWork;
import org.yuanjian.console.retention.Retained;
import org.yuanjian.console.setting.YuanjianSettings;

/// What the wall and its tours are kept in.
@Configuration(proxyBeanMethods = false)
class TourConfiguration {
    private static final Set<TourRun.State> OPEN =
            EnumSet.of(TourRun.State.RUNNING, TourRun.State.ENDED);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int LOOKS = 2_000;
    private static final int RUNS = 20;
    private static final int MOST_SIGNATURES = 10;

    @Bean
    LookStore lookStore(SqlStore sql) {
        return new LookStore(sql);
    }

    @Bean
    Retained looksKept(YuanjianSettings settings) {
        return new Retained("looks", settings.retention().looks(), LOOKS, LookStore::delete);
    }

    @Bean
    Retained runsKept(YuanjianSettings settings) {
        return new Retained("runs", settings.retention().runs(), RUNS, RunStore::delete);
    }

    @Bean
    RunStore runStore(SqlStore sql, Clock clock) {
        return new RunStore(sql, new TimeOrderedIds(clock));
    }

    /// Whose page was left, or whose computer was switched off, does not go on for ever.
    @Bean
    DailyWork abandonedTours(RunStore runs) {
        return now -> runs.abandon(now.minus(LONGEST));
    }

    @Bean
    OpenTours openTours(RunStore runs) {
        return (run, account, point) ->
                runs.run(run)
                        .filter(one -> one.account().equals(account))
                        .filter(one -> OPEN.contains(one.state()))
                        .filter(one -> one.points().contains(point))
                        .isPresent();
    }

    @Bean
    PlanStore planStore(SqlStore sql, Clock clock) {
        return new PlanStore(sql, clock);
    }

    @Bean
    RunSigning runSigning(RunStore runs, AuditTrail audit, LedgerSearchStore ledger, Clock clock) {
        return new RunSigning(
                runs,
                audit,
                (run, digest) ->
                        ledger.find(signatures(run), MOST_SIGNATURES).stream()
                                .filter(record -> digest.equals(record.facts().get("digest")))
                                .mapToLong(LedgerRecord::number)
                                .findFirst(),
                clock);
    }

    private static LedgerSearchStore.Question signatures(String run) {
        return new LedgerSearchStore.Question(
                Instant.EPOCH, Instant.MAX, AuditKind.TOUR.key(), "", run, Long.MAX_VALUE);
    }

    @Bean
    RunDesk runDesk(
            RunStore runs,
            LookStore looks,
            RaisedFindings findings,
            Rights rights,
            AccountStore accounts,
            AuditTrail audit,
            RunSigning signing,
            Clock clock) {
        return new RunDesk(
                new RunDesk.Around(runs, looks, findings, rights, accounts, audit, signing, clock));
    }
}

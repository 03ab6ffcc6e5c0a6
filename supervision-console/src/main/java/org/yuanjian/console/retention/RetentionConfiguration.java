package org.yuanjian.console.retention;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.audit.LedgerRecord;
import org.yuanjian.console.audit.LedgerSearchStore;
import org.yuanjian.console.setting.YuanjianSettings;

/// What is done once a day.
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {
    @Bean
    DailyPass dailyPass(List<DailyWork> all, Clock clock) {
        return new DailyPass(all, clock);
    }

    @Bean
    RetentionWork retentionWork(
            List<Retained> all,
            SqlStore sql,
            AuditTrail audit,
            LedgerSearchStore ledger,
            YuanjianSettings settings) {
        return new RetentionWork(
                all,
                new RetentionStore(sql, settings.node()),
                audit,
                object ->
                        ledger.find(about(object), 1).stream()
                                .mapToLong(LedgerRecord::number)
                                .findFirst());
    }

    private static LedgerSearchStore.Question about(String object) {
        return new LedgerSearchStore.Question(
                Instant.EPOCH, Instant.MAX, AuditKind.RETENTION.key(), "", object, Long.MAX_VALUE);
    }
}

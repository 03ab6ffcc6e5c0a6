package org.yuanjian.console.people;

import java.util.concurrent.CompletableFuture;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.notice.NoticeBoard;

/// TO BE REMOVED at the merge.
@Configuration(proxyBeanMethods = false)
class TemporaryConfiguration {
    @Bean
    AuditTrail audit() {
        return new AuditTrail() {
            @Override
            public void append(AuditEvent event) {}

            @Override
            public CompletableFuture<Long> submit(AuditEvent event) {
                return CompletableFuture.completedFuture(0L);
            }
        };
    }

    @Bean
    NoticeBoard notices() {
        return _ -> {};
    }
}

package org.yuanjian.console.retention;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is done once a day.
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {
    @Bean
    DailyPass dailyPass(List<DailyWork> all, Clock clock) {
        return new DailyPass(all, clock);
    }
}

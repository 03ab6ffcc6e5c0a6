package org.yuanjian.console.statistics;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.console.finding.RaisedFindings;
import org.yuanjian.console.tour.LookStore;

/// What counts how places fare.
@Configuration(proxyBeanMethods = false)
class StatisticsConfiguration {
    @Bean
    DayShares dayShares(HealthMonitor monitor, Clock clock) {
        return new DayShares(monitor, clock);
    }

    @Bean
    StatisticsDesk statisticsDesk(
            DayShares shares, LookStore looks, RaisedFindings findings, Clock clock) {
        return new StatisticsDesk(shares, looks, findings, clock);
    }
}

package org.yuanjian.console.people;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.console.notice.NoticeBoard;

/// TO BE REMOVED at the merge.
@Configuration(proxyBeanMethods = false)
class TemporaryConfiguration {
    @Bean
    NoticeBoard notices() {
        return _ -> {};
    }
}

package org.yuanjian.console.notice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.console.access.Rights;

/// Who hears notices.
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    NoticeFilter noticeFilter(Rights rights) {
        return new NoticesByRight(rights);
    }
}

package org.yuanjian.console.notice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who hears notices: everybody who signed in hears all of them.
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    NoticeFilter noticeFilter() {
        return (_, _) -> true;
    }
}

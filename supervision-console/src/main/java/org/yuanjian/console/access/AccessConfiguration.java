package org.yuanjian.console.access;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.account.AccountStore;

/// Rights, and the check before every route.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean
    AccessStore accessStore(SqlStore sql) {
        return new AccessStore(sql);
    }

    @Bean
    GroupStore groupStore(SqlStore sql, Clock clock) {
        return new GroupStore(sql, clock);
    }

    @Bean
    SensitiveStore sensitiveStore(SqlStore sql, Clock clock) {
        return new SensitiveStore(sql, clock);
    }

    @Bean
    Rights rights(
            PointRegistry points,
            AccessStore grants,
            GroupStore groups,
            SensitiveStore sensitive,
            Clock clock) {
        return new Rights(points, grants, groups, sensitive, clock);
    }

    @Bean
    Reach reach(Rights rights, AccountStore accounts) {
        return new Reach(rights, accounts);
    }

    @Bean
    Places places(Rights rights, GroupStore groups, Reach reach) {
        return new Places(rights, groups, reach);
    }

    @Bean
    WebMvcConfigurer needsConfigurer(Rights rights) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new NeedsInterceptor(rights));
            }
        };
    }
}

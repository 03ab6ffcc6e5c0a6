package org.yuanjian.console.account;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.store.SqlStore;

/// The accounts and their passwords.
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {
    @Bean
    AccountStore accountStore(SqlStore sql, Clock clock) {
        return new AccountStore(sql, clock);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }
}

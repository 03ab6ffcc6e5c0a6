package org.yuanjian.console.account;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.RelayAddress;
import org.yuanjian.console.setting.YuanjianSettings;

/// The rules of every route. Whatever no rule names is for people who signed in.
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
    private static final String[] PAGES = {
        "/", "/wall", "/sign-in", "/points", "/points/*", "/index.html", "/assets/**", "/icon.svg"
    };

    @Bean
    AccountStore accountStore(YuanjianSettings settings, DataFolder folder) {
        return new AccountStore(settings, folder);
    }

    @Bean
    FirstPassword firstPassword(AccountStore accounts) {
        return new FirstPassword(accounts.user(), accounts.freshPassword());
    }

    @Bean
    SignInGuard signInGuard(YuanjianSettings settings, InstantSource clock) {
        return new SignInGuard(settings.account(), clock);
    }

    @Bean
    SecurityContextRepository securityContextRepository() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    CsrfTokenRepository csrfTokenRepository() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }

    /// Nobody signs in any other way than by [SessionController].
    @Bean
    UserDetailsService userDetailsService() {
        return name -> {
            throw new UsernameNotFoundException("no such way in");
        };
    }

    @Bean
    SecurityFilterChain rules(
            HttpSecurity http,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            RefusalWriter refusals,
            MetricsToken metrics,
            @Qualifier("callRateFilter") Filter rates,
            YuanjianSettings settings,
            InstantSource clock) {
        AuthorizationManager<RequestAuthorizationContext> signedIn =
                (person, _) ->
                        new AuthorizationDecision(
                                person.get() instanceof Person known
                                        && clock.instant().isBefore(known.until()));
        http.authorizeHttpRequests(rules ->
                rules.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, PAGES)
                        .permitAll()
                        .requestMatchers("/api/session", "/livez", "/readyz", "/actuator/health")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/prometheus")
                        .access(metrics)
                        .anyRequest()
                        .access(signedIn));
        http.securityContext(context -> context.securityContextRepository(contexts));
        http.csrf(csrf -> csrf.spa().csrfTokenRepository(csrfTokens));
        http.exceptionHandling(refused ->
                refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
        http.headers(headers ->
                headers.frameOptions(FrameOptionsConfig::deny)
                        .addHeaderWriter(new PageHeaders(new RelayAddress(settings))));
        http.addFilterBefore(rates, AuthorizationFilter.class);
        http.requestCache(cache -> cache.disable());
        http.logout(logout -> logout.disable());
        return http.build();
    }
}

package org.yuanjian.console.session;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.MetricsToken;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.oidc.OidcProvider;
import org.yuanjian.console.setting.OidcSettings;
import org.yuanjian.console.setting.RelayAddress;
import org.yuanjian.console.setting.YuanjianSettings;

/// Sign-in and the first rules of every request. Whatever no rule names is for people who signed
/// in; which of them, says the right each route needs.
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    /// What a browser opens by its address: one page, which asks for everything else.
    private static final String[] PAGES = {
        "/",
        "/wall",
        "/sign-in",
        "/points",
        "/points/*",
        "/findings/**",
        "/runs/*",
        "/statistics",
        "/face",
        "/people/**",
        "/ledger/**",
        "/me/**",
        "/index.html",
        "/assets/**",
        "/icon.svg"
    };

    /// Steps of a sign-in, which look at its stage themselves.
    private static final String[] STEPS = {
        "/api/session", "/api/session/**", "/api/factors/**", "/api/factors", "/api/oidc/**"
    };

    @Bean
    SessionStore sessionStore(SqlStore sql, Clock clock, YuanjianSettings settings) {
        return new SessionStore(sql, clock, settings.account());
    }

    @Bean
    FactorStore factorStore(SqlStore sql, Clock clock) {
        return new FactorStore(sql, clock);
    }

    @Bean
    Factors factors(AccountStore accounts, FactorStore store, CredentialVault vault, Clock clock) {
        return new Factors(accounts, store, vault, new OneTimeCodes(clock));
    }

    @Bean
    Passkeys passkeys(FactorStore store) {
        return new Passkeys(store);
    }

    @Bean
    PasskeyPlace passkeyPlace(YuanjianSettings settings) {
        return new PasskeyPlace(settings.account().rpId());
    }

    @Bean
    SignInThrottle signInThrottle(SqlStore sql, Clock clock, YuanjianSettings settings) {
        return new SignInThrottle(sql, clock, settings.account());
    }

    @Bean
    SignIn signIn(
            AccountStore accounts,
            Passwords passwords,
            SessionStore sessions,
            SignInThrottle throttle,
            Factors factors,
            AuditTrail audit,
            YuanjianSettings settings,
            ObjectProvider<SessionEnd> listeners) {
        boolean needsFactor = !settings.demo() && settings.account().secondFactor();
        return new SignIn(
                new SignIn.Around(
                        accounts,
                        passwords,
                        sessions,
                        throttle,
                        factors,
                        audit,
                        needsFactor,
                        settings.oidc().trustSecondFactor(),
                        listeners.orderedStream().toList()));
    }

    @Bean
    OidcProvider oidcProvider(YuanjianSettings settings, Clock clock) {
        OidcSettings oidc = settings.oidc();
        return new OidcProvider(oidc, new CameraNetworks(oidc.networks()), clock);
    }

    @Bean
    OidcAttemptStore oidcAttemptStore(SqlStore sql, Clock clock) {
        return new OidcAttemptStore(sql, clock);
    }

    @Bean
    OidcSignIn oidcSignIn(
            OidcProvider provider,
            OidcAttemptStore attempts,
            AccountStore accounts,
            SignIn signIn,
            SignInThrottle throttle,
            AuditTrail audit) {
        return new OidcSignIn(
                new OidcSignIn.Around(provider, attempts, accounts, signIn, throttle, audit));
    }

    @Bean
    SessionSweep sessionSweep(
            SessionStore sessions, SignInThrottle throttle, OidcAttemptStore attempts) {
        return new SessionSweep(List.of(sessions::sweep, throttle::sweep, attempts::sweep));
    }

    @Bean
    SessionAnswers sessionAnswers(
            SessionStore sessions,
            Factors factors,
            Rights rights,
            PasskeyPlace place,
            CsrfTokenRepository csrfTokens,
            YuanjianSettings settings) {
        SessionView.Oidc oidc =
                settings.oidc().isOn()
                        ? new SessionView.Oidc(settings.oidc().name(), OidcController.START)
                        : null;
        return new SessionAnswers(
                new SessionAnswers.Around(sessions, factors, rights, place, csrfTokens, oidc));
    }

    @Bean
    SecurityContextRepository securityContextRepository(SessionStore sessions) {
        return new SessionContexts(sessions);
    }

    @Bean
    CsrfTokenRepository csrfTokenRepository() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }

    /// Nobody signs in any other way than by [SignIn].
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
            YuanjianSettings settings) {
        AuthorizationManager<RequestAuthorizationContext> known =
                (person, _) -> new AuthorizationDecision(person.get() instanceof Person);
        http.authorizeHttpRequests(rules ->
                rules.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, PAGES)
                        .permitAll()
                        .requestMatchers(STEPS)
                        .permitAll()
                        .requestMatchers("/livez", "/readyz", "/actuator/health")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/prometheus")
                        .access(metrics)
                        .anyRequest()
                        .access(known));
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

package org.yuanjian.console;

import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/// A real OpenID Connect server on a port of its own: Spring's, with two people and two clients.
final class OidcServer implements AutoCloseable {
    static final String CLIENT = "yuanjian";
    static final String CLIENT_SECRET = "a secret of the client";

    /// Has no secret.
    static final String PUBLIC_CLIENT = "yuanjian-public";

    static final String PASSWORD = "a password at the provider";

    private static final String CLIENTS = "--spring.security.oauth2.authorizationserver.client.";

    private final ConfigurableApplicationContext context;

    /// All there is to say; the server brings the rest.
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class People {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("lin").password("{noop}" + PASSWORD).roles("any").build(),
                    User.withUsername("stranger")
                            .password("{noop}" + PASSWORD)
                            .roles("any")
                            .build());
        }
    }

    OidcServer() {
        context =
                new SpringApplication(People.class)
                        .run(
                                // The console's own settings are not for it.
                                "--spring.config.location=optional:classpath:/none/",
                                "--spring.main.banner-mode=off",
                                "--spring.jmx.enabled=false",
                                "--logging.level.root=warn",
                                "--server.address=127.0.0.1",
                                "--server.port=0",
                                client("one", "client-id", CLIENT),
                                client("one", "client-secret", "{noop}" + CLIENT_SECRET),
                                client(
                                        "one",
                                        "client-authentication-methods",
                                        "client_secret_basic"),
                                client("one", "authorization-grant-types", "authorization_code"),
                                client(
                                        "one",
                                        "redirect-uris",
                                        "http://127.0.0.1/api/oidc/callback"),
                                client("one", "scopes", "openid"),
                                client("two", "client-id", PUBLIC_CLIENT),
                                client("two", "client-authentication-methods", "none"),
                                client("two", "authorization-grant-types", "authorization_code"),
                                client(
                                        "two",
                                        "redirect-uris",
                                        "http://127.0.0.1/api/oidc/callback"),
                                client("two", "scopes", "openid"),
                                CLIENTS + "one.require-proof-key=true",
                                CLIENTS + "two.require-proof-key=true");
    }

    private static String client(String which, String property, String value) {
        return CLIENTS + which + ".registration." + property + "=" + value;
    }

    String issuer() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /// Settings of a console that people sign in to from here.
    String[] settings(String client, String secret, String... more) {
        String[] all = {
            "--yuanjian.oidc.issuer=" + issuer(),
            "--yuanjian.oidc.client-id=" + client,
            "--yuanjian.oidc.client-secret=" + secret,
            "--yuanjian.oidc.name=省统一认证",
            "--yuanjian.oidc.networks=127.0.0.1/32"
        };
        return Stream.concat(Stream.of(all), Stream.of(more)).toArray(String[]::new);
    }

    void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
    }
}

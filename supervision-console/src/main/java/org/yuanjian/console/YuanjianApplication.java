package org.yuanjian.console;

import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.yuanjian.console.audit.AuditConfiguration;
import org.yuanjian.console.setting.Role;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.console.tls.TlsConfiguration;

/// The one application; `yuanjian.roles` says what a process of it does.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(YuanjianSettings.class)
@Import({
    RegistryConfiguration.class,
    AuditConfiguration.class,
    TlsConfiguration.class,
    StreamWiring.class,
    ConsoleConfiguration.class
})
public class YuanjianApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    /// The application as it is started, with its rule on web servers.
    static SpringApplication application() {
        SpringApplication application = new SpringApplication(YuanjianApplication.class);
        application.addListeners(
                (ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                        YuanjianApplication::chooseWebServer);
        return application;
    }

    /// No console, no web server of the console.
    private static void chooseWebServer(ApplicationEnvironmentPreparedEvent event) {
        Set<Role> roles =
                Binder.get(event.getEnvironment())
                        .bind("yuanjian.roles", Bindable.setOf(Role.class))
                        .orElse(Set.of(Role.CONSOLE));
        if (!roles.contains(Role.CONSOLE)) {
            event.getSpringApplication().setWebApplicationType(WebApplicationType.NONE);
        }
    }
}

package org.yuanjian.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.yuanjian.console.audit.AuditConfiguration;
import org.yuanjian.console.setting.YuanjianSettings;

/// `./yuanjian backup` and `restore`. Exit 0 if it was done, 1 if not, 2 for a wrong command.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YuanjianSettings.class)
@Import({RegistryConfiguration.class, AuditConfiguration.class})
public class BackupApplication {
    /// The settings, and nothing opened.
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(YuanjianSettings.class)
    static class Settings {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new BackupCommand(out, err).run(List.of(arguments)));
    }
}

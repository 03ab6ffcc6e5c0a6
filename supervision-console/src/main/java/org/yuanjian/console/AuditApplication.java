package org.yuanjian.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.yuanjian.console.audit.AuditConfiguration;
import org.yuanjian.console.setting.YuanjianSettings;

/// `./yuanjian audit`: the key, exports and their check, and the deletion of texts. Exit 0 if it
/// was done and all holds, 1 if not, 2 for a wrong command.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YuanjianSettings.class)
@Import({RegistryConfiguration.class, AuditConfiguration.class})
public class AuditApplication {

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new AuditCommand(out, err).run(List.of(arguments)));
    }
}

package org.yuanjian.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.yuanjian.console.audit.AuditConfiguration;
import org.yuanjian.console.setting.YuanjianSettings;

/// Accounts at the machine itself: `./yuanjian account reset NAME` for who can no longer sign in,
/// `auditor NAME` for one more who reads the ledger, `disable NAME` for who is to sign in no more.
/// No administrator makes or changes an auditor, so this is where it is done. Exit 0 if it was
/// done, 1 if not, 2 for a wrong command.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YuanjianSettings.class)
@Import({RegistryConfiguration.class, AuditConfiguration.class})
public class AccountApplication {
    private static final List<String> VERBS = List.of("reset", "auditor", "disable");

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> words, PrintStream out, PrintStream err) {
        return CommandLine.exit(err, () -> carryOut(words, out, err));
    }

    private static int carryOut(List<String> words, PrintStream out, PrintStream err) {
        CommandLine line = CommandLine.parse("", words, List.of());
        if (!VERBS.contains(line.verb()) || line.plain().size() != 1) {
            throw new IllegalArgumentException("account reset, auditor or disable NAME");
        }
        String name = line.plain().getFirst();
        Optional<String> said =
                line.with(
                        AccountApplication.class,
                        context -> carryOut(line.verb(), name, new LocalAccounts(context)));
        said.ifPresentOrElse(out::println, () -> err.println(refusal(line.verb(), name)));
        return said.isPresent() ? 0 : 1;
    }

    private static Optional<String> carryOut(String verb, String name, LocalAccounts accounts) {
        return switch (verb) {
            case "reset" -> accounts.reset(name).map(password -> told(name, password));
            case "auditor" -> accounts.addAuditor(name).map(password -> told(name, password));
            default -> accounts.disable(name).map(_ -> "%s signs in no more".formatted(name));
        };
    }

    private static String refusal(String verb, String name) {
        return verb.equals("auditor")
                ? "\"" + name + "\" is taken or no name, or no province is known yet"
                : "There is no account \"" + name + "\"";
    }

    private static String told(String name, String password) {
        return "Password for %s, to be changed at the first sign-in: %s".formatted(name, password);
    }
}

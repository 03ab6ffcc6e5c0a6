package org.yuanjian.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditConfiguration;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.session.SignInReset;
import org.yuanjian.console.setting.YuanjianSettings;

/// `./yuanjian account reset NAME`, for who can no longer sign in: a fresh password that has to be
/// changed, no second factor, no lock, no session. Exit 0 if it was done, 1 if not, 2 for a wrong
/// command.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YuanjianSettings.class)
@Import({RegistryConfiguration.class, AuditConfiguration.class})
public class AccountApplication {
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> words, PrintStream out, PrintStream err) {
        try {
            CommandLine line = CommandLine.parse("", words, List.of());
            if (!line.verb().equals("reset") || line.plain().size() != 1) {
                throw new IllegalArgumentException("account reset NAME");
            }
            String name = line.plain().getFirst();
            Optional<String> password =
                    line.with(AccountApplication.class, context -> reset(context, name));
            if (password.isEmpty()) {
                err.println("There is no account \"" + name + "\"");
                return 1;
            }
            out.printf(
                    "Password for %s, to be changed at the first sign-in: %s%n",
                    name, password.get());
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (AuditException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    /// The record comes first: nobody is let in that the ledger does not know of.
    private static Optional<String> reset(ConfigurableApplicationContext context, String name) {
        SqlStore sql = context.getBean(SqlStore.class);
        Clock clock = context.getBean(Clock.class);
        YuanjianSettings settings = context.getBean(YuanjianSettings.class);
        AccountStore accounts = new AccountStore(sql, clock);
        Optional<Account> account = accounts.named(name);
        return account.map(found -> {
            context.getBean(Ledger.class)
                    .append(
                            AuditEvent.done(AuditKind.PASSWORD, Actor.MACHINE, found.id())
                                    .with("change", "reset"));
            Passwords passwords = new Passwords();
            String password = passwords.fresh();
            accounts.setHash(found.id(), passwords.hash(password), true);
            accounts.disable(found.id(), false);
            new SignInReset(sql, clock, settings.account()).reset(found);
            return password;
        });
    }
}

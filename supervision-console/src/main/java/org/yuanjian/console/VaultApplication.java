package org.yuanjian.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.console.webhook.WebhookStore;

/// `./yuanjian vault rotate`: puts a fresh key before the others and has every password wrapped by
/// it, while gateways run. The key before stays for them; older ones go. Where the keys stand in
/// the settings, `rewrap` does the second half.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YuanjianSettings.class)
@Import(RegistryConfiguration.class)
public class VaultApplication {
    private static final String FILE = RegistryConfiguration.VAULT_FILE;

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String verb = arguments.length == 0 ? "" : arguments[0];
        if (!List.of("rotate", "rewrap").contains(verb)) {
            System.err.println("vault does \"rotate\" and \"rewrap\"");
            System.exit(2);
        }
        List<String> settings = List.of(arguments).subList(1, arguments.length);
        System.exit(
                new CommandLine(verb, List.of(), Map.of(), settings)
                        .with(VaultApplication.class, context -> carryOut(verb, context, out)));
    }

    private static int carryOut(
            String verb, ConfigurableApplicationContext context, PrintStream out) {
        YuanjianSettings settings = context.getBean(YuanjianSettings.class);
        CredentialVault vault = context.getBean(CredentialVault.class);
        if (verb.equals("rotate")) {
            if (!settings.vault().keys().isEmpty()) {
                System.err.println(
                        "The keys stand in yuanjian.vault.keys: put a fresh one first there, then"
                                + " ./yuanjian vault rewrap. A fresh one: "
                                + CredentialVault.freshKey("k" + System.nanoTime()));
                return 1;
            }
            addKey(context.getBean(DataFolder.class));
            vault.reload();
        }
        int passwords = context.getBean(PointRegistry.class).rewrap(vault);
        SqlStore sql = context.getBean(SqlStore.class);
        int secrets = new WebhookStore(sql).rewrap(vault);
        int factors = new AccountStore(sql, context.getBean(Clock.class)).rewrap(vault);
        out.printf("%d passwords wrapped anew%n", passwords + secrets + factors);
        return 0;
    }

    private static void addKey(DataFolder folder) {
        Optional<String> before =
                folder.read(FILE)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .flatMap(text -> text.lines().filter(line -> !line.isBlank()).findFirst());
        String name = before.map(line -> next(line.split("\\s+", 2)[0])).orElse("k1");
        String text =
                CredentialVault.freshKey(name) + "\n" + before.map(line -> line + "\n").orElse("");
        folder.write(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    /// `k7` after `k6`.
    private static String next(String name) {
        String digits = name.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 9
                ? name + "1"
                : "k" + (Integer.parseInt(digits) + 1);
    }
}

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
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditConfiguration;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.face.FaceTemplateStore;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.console.webhook.WebhookStore;

/// `./yuanjian vault rotate`: puts a fresh key before the others and has every password wrapped by
/// it, while gateways run. The key before stays for them; older ones go. Where the keys stand in
/// the settings, `rewrap` does the second half.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YuanjianSettings.class)
@Import({RegistryConfiguration.class, AuditConfiguration.class})
public class VaultApplication {
    private static final List<String> VERBS = List.of("rotate", "rewrap");
    private static final String FILE = RegistryConfiguration.VAULT_FILE;

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
        if (!VERBS.contains(line.verb()) || !line.plain().isEmpty()) {
            throw new IllegalArgumentException("vault rotate, or vault rewrap");
        }
        return line.with(
                VaultApplication.class, context -> carryOut(line.verb(), context, out, err));
    }

    private static int carryOut(
            String verb, ConfigurableApplicationContext context, PrintStream out, PrintStream err) {
        YuanjianSettings settings = context.getBean(YuanjianSettings.class);
        CredentialVault vault = context.getBean(CredentialVault.class);
        boolean isRotation = verb.equals("rotate");
        if (isRotation && !settings.vault().keys().isEmpty()) {
            err.println(
                    "The keys stand in yuanjian.vault.keys: put a fresh one first there, then"
                            + " ./yuanjian vault rewrap. A fresh one: "
                            + CredentialVault.freshKey("k" + System.nanoTime()));
            return 1;
        }
        context.getBean(AuditTrail.class)
                .append(
                        AuditEvent.done(AuditKind.CONFIGURATION, Actor.MACHINE, "vault")
                                .with("change", isRotation ? "rotated" : "rewrapped"));
        if (isRotation) {
            addKey(context.getBean(DataFolder.class));
            vault.reload();
        }
        int passwords = context.getBean(PointRegistry.class).rewrap(vault);
        SqlStore sql = context.getBean(SqlStore.class);
        int secrets = new WebhookStore(sql).rewrap(vault);
        int factors = new AccountStore(sql, context.getBean(Clock.class)).rewrap(vault);
        int faces = new FaceTemplateStore(sql).rewrap(vault);
        out.printf("%d passwords wrapped anew%n", passwords + secrets + factors + faces);
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

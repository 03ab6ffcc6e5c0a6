package org.yuanjian.console;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.audit.LedgerStore;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.YuanjianSettings;

/// The database, the vault and the registry of points: what the application and the command line
/// have in common.
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {
    static final String VAULT_FILE = "vault.key";
    private static final String FIRST_KEY = "k1";
    static final SqlSchema CONSOLE =
            new SqlSchema(
                    "console_schema_history",
                    "org/yuanjian/console/migration",
                    LedgerStore.APPEND_ONLY);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DataFolder dataFolder(YuanjianSettings settings) {
        return new DataFolder(settings.data());
    }

    @Bean
    SqlStore sqlStore(YuanjianSettings settings, DataFolder folder) {
        return SqlStore.open(settings.database().sql(folder), CONSOLE);
    }

    /// Keys stand in the setting or in `vault.key`, which the first start writes.
    @Bean
    CredentialVault credentialVault(YuanjianSettings settings, DataFolder folder) {
        String keys = settings.vault().keys();
        return new CredentialVault(() -> keys.isEmpty() ? vaultFile(folder) : keys);
    }

    private static String vaultFile(DataFolder folder) {
        Optional<byte[]> known = folder.read(VAULT_FILE);
        if (known.isPresent()) {
            return new String(known.get(), StandardCharsets.UTF_8);
        }
        String fresh = CredentialVault.freshKey(FIRST_KEY) + "\n";
        folder.write(VAULT_FILE, fresh.getBytes(StandardCharsets.UTF_8));
        return fresh;
    }

    @Bean
    PointRegistry pointRegistry(SqlStore sql, CredentialVault vault, Clock clock) {
        return new PointRegistry(sql, vault, clock);
    }
}

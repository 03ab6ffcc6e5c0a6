package org.yuanjian.console.audit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.place.SecondPlaces;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.YuanjianSettings;

/// The ledger of this process, whatever its roles. It closes before the second place, and that
/// before the database.
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {
    public static final String KEY_FILE = "ledger.key";

    /// The pair in `ledger.key`, which the first start makes. Nodes of one installation share it.
    @Bean
    LedgerKey ledgerKey(DataFolder folder) throws FormatException {
        if (folder.read(KEY_FILE).isEmpty()) {
            folder.write(KEY_FILE, LedgerKey.fresh().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = folder.read(KEY_FILE).orElseThrow();
        return LedgerKey.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    @Bean
    LedgerStore ledgerStore(SqlStore sql) {
        return new LedgerStore(sql);
    }

    @Bean
    WatchStore watchStore(SqlStore sql, LedgerStore ledger) {
        return new WatchStore(sql, ledger);
    }

    @Bean
    LedgerSearchStore ledgerSearchStore(SqlStore sql, LedgerStore ledger) {
        return new LedgerSearchStore(sql, ledger);
    }

    @Bean(initMethod = "start")
    HeadDelivery headDelivery(
            YuanjianSettings settings, LedgerStore store, LedgerKey key, Clock clock) {
        return new HeadDelivery(
                store, SecondPlaces.of(settings.ledger(), key, clock).orElse(null), clock);
    }

    /// At work before anything else that a start does and that stands in it.
    @Bean(initMethod = "start")
    Ledger ledger(
            YuanjianSettings settings,
            LedgerStore store,
            LedgerKey key,
            HeadDelivery delivery,
            Clock clock) {
        return Ledger.of(store, key, settings.node(), new Ledger.Around(clock, delivery::wake));
    }

    @Bean
    LedgerHealth ledgerHealth(
            Ledger ledger, LedgerStore store, HeadDelivery delivery, DataFolder folder) {
        return new LedgerHealth(ledger, store, delivery, folder.path(""));
    }

    @Bean
    LedgerExports ledgerExports(Ledger ledger, LedgerStore store, LedgerSearchStore search) {
        return new LedgerExports(ledger, store, search);
    }
}

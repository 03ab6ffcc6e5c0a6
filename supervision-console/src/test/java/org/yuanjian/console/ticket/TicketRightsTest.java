package org.yuanjian.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.relay.SettableClock;
import tools.jackson.databind.json.JsonMapper;

final class TicketRightsTest {
    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();
    private final GateOfNode node = new GateOfNode("node-1", clock);

    private void put(PurposeStore store, String reason, String detail) {
        Purpose purpose = Purpose.of(reason, detail).orElseThrow();
        store.put(
                "s1",
                new SetPurpose(
                        purpose, clock.instant(), clock.instant().plus(Duration.ofHours(1))));
    }

    @Test
    void mayGoOn_personsPurpose_mustBeTheOneItWasOpenedFor() {
        SqlSchema console =
                new SqlSchema("console_schema_history", "org/yuanjian/console/migration");
        SqlSettings settings = SqlSettings.sqlite(folder.resolve("test.db"));
        try (SqlStore sql = SqlStore.open(settings, console)) {
            PurposeStore store = new PurposeStore(sql, clock);
            PlatformTicketStore platforms =
                    new PlatformTicketStore(new DataFolder(folder), new JsonMapper(), clock);
            TicketRights rights = new TicketRights(store, platforms);
            node.open("t1", "amei", "s1");
            var view = node.gate.running().getFirst();

            assertThat(rights.mayGoOn(view)).isFalse();
            put(store, "routine_tour", "");
            assertThat(rights.mayGoOn(view)).isTrue();
            put(store, "finding", "7");
            assertThat(rights.mayGoOn(view)).isFalse();
            put(store, "routine_tour", "");
            clock.advance(Duration.ofHours(1));
            assertThat(rights.mayGoOn(view)).isFalse();
        }
    }

    @Test
    void mayGoOn_platform_untilItsTicketIsRevoked() {
        SqlSchema console =
                new SqlSchema("console_schema_history", "org/yuanjian/console/migration");
        SqlSettings settings = SqlSettings.sqlite(folder.resolve("test.db"));
        try (SqlStore sql = SqlStore.open(settings, console)) {
            PlatformTicketStore platforms =
                    new PlatformTicketStore(new DataFolder(folder), new JsonMapper(), clock);
            platforms.add(
                    new PlatformTicket(
                            "p",
                            "市局平台",
                            "p/sub",
                            "admin",
                            clock.instant(),
                            clock.instant().plus(Duration.ofHours(24)),
                            false));
            TicketRights rights = new TicketRights(new PurposeStore(sql, clock), platforms);
            node.openPlatform("p");
            var view = node.gate.running().getFirst();

            assertThat(rights.mayGoOn(view)).isTrue();
            platforms.revoke("p");
            assertThat(rights.mayGoOn(view)).isFalse();
        }
    }
}

package org.yuanjian.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.relay.SettableClock;
import tools.jackson.databind.json.JsonMapper;

final class TicketRightsTest {
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir Path folder;

    private final Set<String> sensitive = new HashSet<>();
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
        try (SqlStore sql = store()) {
            PurposeStore store = new PurposeStore(sql, clock);
            TicketRights rights = rights(platforms(), sql);
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

    private static PlatformTicket platform(String id, Instant from, Instant until) {
        return new PlatformTicket(id, "市局平台", "p/sub", "admin", from, until, false);
    }

    private TicketRights rights(PlatformTicketStore platforms, SqlStore sql) {
        return new TicketRights(
                new PurposeStore(sql, clock), platforms, sensitive::contains, clock);
    }

    @Test
    void mayGoOn_platform_untilItsTicketIsRevokedOrItsPointSensitive() {
        try (SqlStore sql = store()) {
            PlatformTicketStore platforms = platforms();
            platforms.add(platform("p", clock.instant(), clock.instant().plus(DAY)));
            TicketRights rights = rights(platforms, sql);
            node.openPlatform("p");
            var view = node.gate.running().getFirst();

            assertThat(rights.mayGoOn(view)).isTrue();
            sensitive.add("p");
            assertThat(rights.mayGoOn(view)).isFalse();
            sensitive.clear();
            platforms.revoke("p");
            assertThat(rights.mayGoOn(view)).isFalse();
        }
    }

    @Test
    void mayGoOn_platformTicketExpired_isNo() {
        try (SqlStore sql = store()) {
            TicketRights rights = rights(platforms(), sql);
            node.openPlatform("p");
            var view = node.gate.running().getFirst();

            clock.advance(Duration.ofSeconds(59));
            assertThat(rights.mayGoOn(view)).isTrue();
            clock.advance(Duration.ofSeconds(1));
            assertThat(rights.mayGoOn(view)).isFalse();
        }
    }

    @Test
    void revoke_ofAnExpiredTicket_isDoneForAsLongAsAViewMayRun() {
        PlatformTicketStore platforms = platforms();
        platforms.add(platform("p", clock.instant(), clock.instant().plus(DAY)));
        clock.advance(DAY.plusMinutes(5));

        assertThat(platforms.list()).isEmpty();
        assertThat(platforms.revoke("p")).isTrue();
        assertThat(platforms.isRevoked("p")).isTrue();
        assertThat(platforms.revoke("p")).isTrue();
        clock.advance(PlatformTicketStore.KEPT_AFTER);
        assertThat(platforms.revoke("p")).isFalse();
    }

    private PlatformTicketStore platforms() {
        return new PlatformTicketStore(new DataFolder(folder), new JsonMapper(), clock);
    }

    private SqlStore store() {
        return SqlStore.open(
                SqlSettings.sqlite(folder.resolve("test.db")),
                new SqlSchema("console_schema_history", "org/yuanjian/console/migration"));
    }
}

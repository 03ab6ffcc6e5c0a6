package org.yuanjian.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.relay.SettableClock;

final class PurposeStoreTest {
    private static final SqlSchema CONSOLE =
            new SqlSchema("console_schema_history", "org/yuanjian/console/migration");

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();

    private SetPurpose set(String reason, String detail, Duration life) {
        Instant now = clock.instant();
        return new SetPurpose(Purpose.of(reason, detail).orElseThrow(), now, now.plus(life));
    }

    @ParameterizedTest
    @EnumSource
    void put_again_takesThePlaceOfTheOneBefore(TestDatabase database) {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), CONSOLE)) {
            PurposeStore store = new PurposeStore(sql, clock);
            SetPurpose tour = set("routine_tour", "", Duration.ofHours(4));
            SetPurpose finding = set("finding", "2026-118", Duration.ofHours(1));
            store.put("s1", tour);
            store.put("s2", tour);
            store.put("s1", finding);

            assertThat(store.current("s1")).contains(finding);
            assertThat(store.current("s2")).contains(tour);
            assertThat(store.current("s3")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void current_atItsEnd_isNone(TestDatabase database) {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), CONSOLE)) {
            PurposeStore store = new PurposeStore(sql, clock);
            store.put("s1", set("other", "看看大门口", Duration.ofHours(1)));
            clock.advance(Duration.ofHours(1).minusNanos(1_000));
            assertThat(store.current("s1")).isPresent();
            clock.advance(Duration.ofNanos(1_000));
            assertThat(store.current("s1")).isEmpty();

            // What is over is not kept.
            store.put("s2", set("routine_tour", "", Duration.ofHours(1)));
            assertThat(
                            sql.reading()
                                    .sql("SELECT COUNT(*) FROM view_purpose")
                                    .query(Long.class)
                                    .single())
                    .isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void remove_endsIt(TestDatabase database) {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), CONSOLE)) {
            PurposeStore store = new PurposeStore(sql, clock);
            store.put("s1", set("routine_tour", "", Duration.ofHours(1)));
            store.remove("s1");
            store.remove("s1");

            assertThat(store.current("s1")).isEmpty();
        }
    }
}

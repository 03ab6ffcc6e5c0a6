package org.yuanjian.console.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.camera.store.TimeOrderedIds;

class NoticeStoreTest {
    private static final SqlSchema SCHEMA =
            new SqlSchema("console_schema_history", "org/yuanjian/console/migration");
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    @TempDir Path folder;

    private static NoticeStore store(SqlStore sql, Instant time) {
        return new NoticeStore(sql, new TimeOrderedIds(InstantSource.fixed(time)));
    }

    private static Notice notice(int number) {
        return new Notice("point_down", "440100", "p" + number, Map.of("cause", "无应答"));
    }

    @ParameterizedTest
    @EnumSource
    void add_one_isThereAsItWas(TestDatabase database) {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), SCHEMA)) {
            NoticeStore store = store(sql, NOW);
            KeptNotice kept = store.add(notice(1), NOW);

            assertThat(store.after(NoticeStore.NONE, 10)).containsExactly(kept);
            assertThat(store.last()).isEqualTo(kept.id());
            assertThat(store.after(kept.id(), 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void add_byANodeWhoseClockIsBehind_stillFollows(TestDatabase database) {
        SqlSettings settings = database.fresh(folder);
        try (SqlStore one = SqlStore.open(settings, SCHEMA);
                SqlStore other = SqlStore.open(settings, SCHEMA)) {
            KeptNotice first = store(one, NOW).add(notice(1), NOW);
            NoticeStore behind = store(other, NOW.minus(Duration.ofMinutes(5)));
            KeptNotice second = behind.add(notice(2), NOW);
            KeptNotice third = behind.add(notice(3), NOW);

            assertThat(store(one, NOW).after(first.id(), 10)).containsExactly(second, third);
        }
    }

    @ParameterizedTest
    @EnumSource
    void add_manyThreads_aReaderFollowingTheCursorMissesNone(TestDatabase database)
            throws Exception {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), SCHEMA);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            NoticeStore store = store(sql, NOW);
            List<Future<KeptNotice>> added =
                    IntStream.range(0, 60)
                            .mapToObj(i -> threads.submit(() -> store.add(notice(i), NOW)))
                            .toList();
            String cursor = NoticeStore.NONE;
            int read = 0;
            while (read < 60) {
                for (KeptNotice kept : store.after(cursor, 7)) {
                    assertThat(kept.id()).isGreaterThan(cursor);
                    cursor = kept.id();
                    read++;
                }
            }
            for (Future<KeptNotice> one : added) {
                assertThat(one.get().id()).isLessThanOrEqualTo(cursor);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void dropBefore_old_areGone(TestDatabase database) {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), SCHEMA)) {
            NoticeStore store = store(sql, NOW);
            store.add(notice(1), NOW.minus(Duration.ofDays(31)));
            KeptNotice young = store.add(notice(2), NOW);

            assertThat(store.dropBefore(NOW.minus(Duration.ofDays(30)))).isOne();
            assertThat(store.after(NoticeStore.NONE, 10)).containsExactly(young);
        }
    }
}

package org.yuanjian.console.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.problem.ProblemException;

class RepeatedCallStoreTest {
    private static final SqlSchema SCHEMA =
            new SqlSchema("console_schema_history", "org/yuanjian/console/migration");
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    @TempDir Path folder;

    private static RepeatedCall call(String key) {
        return new RepeatedCall("admin", key, "POST /api/things", "d1");
    }

    @ParameterizedTest
    @EnumSource
    void begin_atOnceFromManyThreads_isGivenToOne(TestDatabase database) throws Exception {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), SCHEMA);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            RepeatedCallStore store = new RepeatedCallStore(sql);
            List<Future<Boolean>> begun =
                    IntStream.range(0, 16)
                            .mapToObj(i ->
                                    threads.submit(() -> store.begin(call("k"), NOW).isEmpty()))
                            .toList();
            int first = 0;
            for (Future<Boolean> one : begun) {
                first += one.get() ? 1 : 0;
            }
            assertThat(first).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void finish_thenBegin_tellsWhatItAnswered(TestDatabase database) {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), SCHEMA)) {
            RepeatedCallStore store = new RepeatedCallStore(sql);
            assertThat(store.begin(call("k"), NOW)).isEmpty();
            assertThat(store.begin(call("k"), NOW)).contains(new KeptCall("d1", 0, "", NOW));
            store.finish(call("k"), 201, "sealed");

            assertThat(store.begin(call("k"), NOW))
                    .contains(new KeptCall("d1", 201, "sealed", NOW));
            assertThat(store.begin(call("other"), NOW)).isEmpty();
            assertThat(store.begin(call("k"), NOW.plus(Duration.ofHours(25)))).isEmpty();
            store.forget(call("other"));
            assertThat(store.begin(call("other"), NOW)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void begin_tooMany_isRefused(TestDatabase database) {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), SCHEMA)) {
            RepeatedCallStore store = new RepeatedCallStore(sql);
            sql.write(db -> {
                for (int i = 0; i < RepeatedCallStore.MOST_OF_ONE; i++) {
                    db.sql("INSERT INTO repeated_call VALUES ('admin', ?, 'r', 'd', 201, '', ?)")
                            .params("k" + i, NOW.toEpochMilli() * 1_000)
                            .update();
                }
                return 0;
            });

            assertThatThrownBy(() -> store.begin(call("one more"), NOW))
                    .isInstanceOf(ProblemException.class);
        }
    }
}

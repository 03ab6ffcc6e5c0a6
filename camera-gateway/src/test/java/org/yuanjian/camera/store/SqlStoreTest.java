package org.yuanjian.camera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SqlStoreTest {
    private static final String ADD =
            "INSERT INTO list_taken (name, sha256, taken_micros) VALUES (?, 'x', 1)";

    @TempDir Path folder;

    private static long count(JdbcClient db) {
        return db.sql("SELECT COUNT(*) FROM list_taken").query(Long.class).single();
    }

    @ParameterizedTest
    @EnumSource
    void open_twice_migratesOnce(TestDatabase database) {
        SqlSettings settings = database.fresh(folder);
        SqlStore.open(settings).close();
        try (SqlStore again = SqlStore.open(settings)) {
            assertThat(count(again.reading())).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void write_workThrows_changesNothing(TestDatabase database) {
        try (SqlStore store = SqlStore.open(database.fresh(folder))) {
            assertThatThrownBy(() ->
                            store.write(db -> {
                                db.sql(ADD).param("a").update();
                                throw new IllegalStateException("no");
                            }))
                    .hasMessage("no");
            assertThat(count(store.reading())).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void write_manyThreads_losesNothing(TestDatabase database) throws Exception {
        try (SqlStore store = SqlStore.open(database.fresh(folder));
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> writes =
                    IntStream.range(0, 200)
                            .mapToObj(i ->
                                    threads.submit(() ->
                                            store.write(db -> db.sql(ADD).param("n" + i).update())))
                            .toList();
            for (Future<Integer> write : writes) {
                assertThat(write.get()).isOne();
            }
            assertThat(count(store.reading())).isEqualTo(200);
        }
    }

    @Test
    void write_twoProcessesOfOneFile_waitForEachOther() {
        SqlSettings settings = SqlSettings.sqlite(folder.resolve("test.db"));
        try (SqlStore one = SqlStore.open(settings);
                SqlStore other = SqlStore.open(settings)) {
            one.write(db -> db.sql(ADD).param("a").update());
            other.write(db -> db.sql(ADD).param("b").update());
            assertThat(count(one.reading())).isEqualTo(2);
        }
    }

    @Test
    void reading_sqlite_cannotWrite() {
        try (SqlStore store = SqlStore.open(SqlSettings.sqlite(folder.resolve("test.db")))) {
            assertThatThrownBy(() -> store.reading().sql(ADD).param("a").update())
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void open_sqlite_syncsEachCommit() {
        try (SqlStore store = SqlStore.open(SqlSettings.sqlite(folder.resolve("test.db")))) {
            String mode =
                    store.write(db -> db.sql("PRAGMA journal_mode").query(String.class).single());
            int synchronous =
                    store.write(db -> db.sql("PRAGMA synchronous").query(Integer.class).single());
            assertThat(mode).isEqualTo("wal");
            assertThat(synchronous).isEqualTo(2);
        }
    }

    @Test
    void settings_otherDatabase_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SqlSettings("jdbc:h2:mem:x", "", "", 1))
                .withMessageContaining("jdbc:sqlite:");
        assertThat(new SqlSettings("jdbc:postgresql://h/n", "u", "secret", 1).toString())
                .doesNotContain("secret");
    }
}

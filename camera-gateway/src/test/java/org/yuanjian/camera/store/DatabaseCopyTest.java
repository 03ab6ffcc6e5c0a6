package org.yuanjian.camera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseCopyTest {
    private static final SqlSchema LATER =
            new SqlSchema("later_history", "org/yuanjian/camera/store/later");

    @TempDir Path folder;

    private static void add(SqlStore store, String name) {
        store.write(db ->
                db.sql("INSERT INTO list_taken (name, sha256, taken_micros) VALUES (?, 'x', 1)")
                        .param(name)
                        .update());
    }

    private static List<String> names(SqlSettings settings) {
        try (SqlStore store = SqlStore.open(settings)) {
            return store.reading()
                    .sql("SELECT name FROM list_taken ORDER BY name")
                    .query((row, _) -> row.getString("name"))
                    .list();
        }
    }

    @ParameterizedTest
    @EnumSource
    void restore_copyMadeAtWork_bringsBackThatMoment(TestDatabase database) {
        SqlSettings settings = database.fresh(folder);
        Path copy = folder.resolve("copy");
        DatabaseCopy copies = DatabaseCopy.of(settings);
        try (SqlStore store = SqlStore.open(settings)) {
            add(store, "before");
            copies.write(copy);
            add(store, "after");
        }

        copies.restore(copy);

        assertThat(names(settings)).containsExactly("before");
    }

    @ParameterizedTest
    @EnumSource
    void restore_othersWork_isRefusedAndChangesNothing(TestDatabase database) {
        SqlSettings settings = database.fresh(folder);
        Path copy = folder.resolve("copy");
        DatabaseCopy copies = DatabaseCopy.of(settings);
        try (SqlStore store = SqlStore.open(settings)) {
            copies.write(copy);
            add(store, "kept");

            assertThatThrownBy(() -> copies.restore(copy))
                    .isInstanceOf(CopyException.class)
                    .hasMessage("others work with the database");
            add(store, "more");
        }
        assertThat(names(settings)).containsExactly("kept", "more");
    }

    @ParameterizedTest
    @EnumSource
    void requireAlone_othersWork_isRefused(TestDatabase database) {
        SqlSettings settings = database.fresh(folder);
        DatabaseCopy copies = DatabaseCopy.of(settings);
        try (SqlStore store = SqlStore.open(settings)) {
            assertThatThrownBy(copies::requireAlone)
                    .isInstanceOf(CopyException.class)
                    .hasMessage("others work with the database");
            add(store, "kept");
        }
        copies.requireAlone();

        assertThat(names(settings)).containsExactly("kept");
    }

    @ParameterizedTest
    @EnumSource
    void write_anyCopy_belongsToTheUserAlone(TestDatabase database) throws IOException {
        SqlSettings settings = database.fresh(folder);
        SqlStore.open(settings).close();
        Path copy = folder.resolve("copy");

        DatabaseCopy.of(settings).write(copy);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @EnumSource
    void restore_damagedCopy_isRefusedAndChangesNothing(TestDatabase database) throws IOException {
        SqlSettings settings = database.fresh(folder);
        Path copy = folder.resolve("copy");
        DatabaseCopy copies = DatabaseCopy.of(settings);
        try (SqlStore store = SqlStore.open(settings)) {
            add(store, "kept");
            copies.write(copy);
        }
        Files.write(copy, Arrays.copyOf(Files.readAllBytes(copy), 900));

        assertThatThrownBy(() -> copies.restore(copy)).isInstanceOf(CopyException.class);

        assertThat(names(settings)).containsExactly("kept");
    }

    @ParameterizedTest
    @EnumSource
    void write_nowhereToPutIt_leavesNothing(TestDatabase database) {
        SqlSettings settings = database.fresh(folder);
        SqlStore.open(settings).close();
        Path copy = folder.resolve("missing/copy");

        assertThatThrownBy(() -> DatabaseCopy.of(settings).write(copy))
                .isInstanceOf(CopyException.class);

        assertThat(copy).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void open_schemaGrows_isCopiedBefore(TestDatabase database) throws IOException {
        SqlSettings settings = database.fresh(folder);
        Path copies = folder.resolve("copies");
        try (SqlStore store = SqlStore.open(settings.copiedTo(copies))) {
            add(store, "old");
        }
        assertThat(copies).as("an empty database is not copied").doesNotExist();

        SqlStore.open(settings.copiedTo(copies), LATER).close();
        SqlStore.open(settings.copiedTo(copies), LATER).close();

        try (Stream<Path> files = Files.list(copies)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            assertThat(all.getFirst()).isNotEmptyFile();
        }
    }

    /// A database file goes back as it is; rows of PostgreSQL need the tables they were in.
    @Test
    void restore_ofAnotherVersion_isRefusedByPostgres() {
        SqlSettings settings = TestDatabase.POSTGRESQL.fresh(folder);
        Path copy = folder.resolve("copy");
        SqlStore.open(settings).close();
        DatabaseCopy.of(settings).write(copy);
        SqlStore.open(settings, LATER).close();

        assertThatThrownBy(() -> DatabaseCopy.of(settings).restore(copy))
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("another version");
    }
}

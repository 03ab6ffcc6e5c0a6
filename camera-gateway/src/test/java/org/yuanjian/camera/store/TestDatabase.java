package org.yuanjian.camera.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;

/// The databases the tests of stores run on, both of them real.
public enum TestDatabase {
    SQLITE,
    POSTGRESQL;

    /// A fresh one; the test is skipped where no server is installed.
    ///
    /// @param folder where files may be
    public SqlSettings fresh(Path folder) {
        return switch (this) {
            case SQLITE -> SqlSettings.sqlite(folder.resolve("test.db"));
            case POSTGRESQL -> {
                Optional<SqlSettings> database = PostgresServer.database();
                assumeTrue(database.isPresent(), "no PostgreSQL server is installed");
                yield database.orElseThrow();
            }
        };
    }
}

package org.yuanjian.camera.store;

import java.nio.file.Path;

/// Which database.
///
/// @param url of JDBC, `jdbc:sqlite:FILE` or `jdbc:postgresql://HOST/NAME`
/// @param user empty with SQLite
/// @param password never shown
/// @param readers connections that only read; with PostgreSQL all connections
public record SqlSettings(String url, String user, String password, int readers) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int FEW = 4;

    public SqlSettings {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "the database's URL begins with " + SQLITE + " or " + POSTGRESQL);
        }
    }

    /// SQLite in a file, made if it is missing.
    public static SqlSettings sqlite(Path file) {
        return new SqlSettings(SQLITE + file.toAbsolutePath(), "", "", FEW);
    }

    boolean isSqlite() {
        return url.startsWith(SQLITE);
    }

    @Override
    public String toString() {
        return isSqlite() ? "SQLite" : "PostgreSQL";
    }
}

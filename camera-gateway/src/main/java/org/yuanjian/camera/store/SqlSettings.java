package org.yuanjian.camera.store;

import java.nio.file.Path;

/// Which database.
///
/// @param url of JDBC, `jdbc:sqlite:FILE` or `jdbc:postgresql://HOST/NAME`
/// @param user empty with SQLite
/// @param password never shown
/// @param readers connections that only read; with PostgreSQL all connections
/// @param owner whom the tables belong to with PostgreSQL, and who lets them grow; empty: the user
/// @param ownerPassword never shown
public record SqlSettings(
        String url, String user, String password, int readers, String owner, String ownerPassword) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int FEW = 4;

    public SqlSettings {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "the database's URL begins with " + SQLITE + " or " + POSTGRESQL);
        }
    }

    /// With tables that belong to the user.
    public SqlSettings(String url, String user, String password, int readers) {
        this(url, user, password, readers, "", "");
    }

    /// SQLite in a file, made if it is missing.
    public static SqlSettings sqlite(Path file) {
        return new SqlSettings(SQLITE + file.toAbsolutePath(), "", "", FEW);
    }

    boolean isSqlite() {
        return url.startsWith(SQLITE);
    }

    /// Whether the tables belong to somebody else than who works with them.
    boolean hasOwner() {
        return !isSqlite() && !owner.isEmpty();
    }

    /// The same database as its owner sees it.
    SqlSettings asOwner() {
        return new SqlSettings(url, owner, ownerPassword, FEW);
    }

    @Override
    public String toString() {
        return isSqlite() ? "SQLite" : "PostgreSQL";
    }
}

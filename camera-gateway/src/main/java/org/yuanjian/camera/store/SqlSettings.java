package org.yuanjian.camera.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Which database.
///
/// @param url of JDBC, `jdbc:sqlite:FILE` or `jdbc:postgresql://HOST/NAME`
/// @param user empty with SQLite
/// @param password never shown
/// @param readers connections that only read; with PostgreSQL all connections
/// @param owner whom the tables belong to with PostgreSQL, and who lets them grow; empty: the user
/// @param ownerPassword never shown
/// @param copies folder for a copy of the database before its schema changes; null for none
public record SqlSettings(
        String url,
        String user,
        String password,
        int readers,
        String owner,
        String ownerPassword,
        @Nullable Path copies) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int FEW = 4;

    public SqlSettings {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "the database's URL begins with " + SQLITE + " or " + POSTGRESQL);
        }
    }

    /// Without copies.
    public SqlSettings(
            String url,
            String user,
            String password,
            int readers,
            String owner,
            String ownerPassword) {
        this(url, user, password, readers, owner, ownerPassword, null);
    }

    /// With tables that belong to the user.
    public SqlSettings(String url, String user, String password, int readers) {
        this(url, user, password, readers, "", "");
    }

    /// The same database, copied to the folder before its schema changes.
    public SqlSettings copiedTo(Path folder) {
        return new SqlSettings(url, user, password, readers, owner, ownerPassword, folder);
    }

    /// SQLite in a file, made if it is missing.
    public static SqlSettings sqlite(Path file) {
        return new SqlSettings(SQLITE + file.toAbsolutePath(), "", "", FEW);
    }

    public boolean isSqlite() {
        return url.startsWith(SQLITE);
    }

    /// File of SQLite.
    Path file() {
        return Path.of(url.substring(SQLITE.length()));
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

package org.yuanjian.camera.store;

import java.nio.file.Path;

/// Copies a whole database while others work with it, and puts such a copy back: a database file of
/// SQLite, or the rows of all tables of PostgreSQL.
public interface DatabaseCopy {
    /// Writes a copy as of one moment, for the service's user alone.
    ///
    /// @param file does not exist yet
    /// @throws CopyException if that fails; then there is no file
    void write(Path file);

    /// Whether there is a database to copy.
    boolean isThere();

    /// @throws CopyException if others work with the database now
    void requireAlone();

    /// Puts a copy in the place of all that is there. With PostgreSQL the tables have to be there,
    /// and have grown as far as those of the copy.
    ///
    /// @throws CopyException if that fails, also because others work with the database
    void restore(Path copy);

    static DatabaseCopy of(SqlSettings settings) {
        return settings.isSqlite()
                ? new SqliteCopy(settings.file())
                : new PostgresCopy(settings.hasOwner() ? settings.asOwner() : settings);
    }
}

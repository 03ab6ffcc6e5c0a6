package org.yuanjian.console.setting;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.yuanjian.camera.store.SqlSettings;

/// Where records are kept, under `yuanjian.database.`.
///
/// @param url of JDBC; empty: SQLite in the data folder
/// @param user of PostgreSQL
/// @param password of PostgreSQL; never shown
/// @param connections the most that read at once
/// @param owner whom the tables of PostgreSQL belong to; empty: the user
/// @param ownerPassword never shown
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("4") int connections,
        @DefaultValue("") String owner,
        @DefaultValue("") String ownerPassword) {
    private static final String FILE = "records.db";
    private static final String COPIES = "copies";

    public DatabaseSettings {
        Limits.check("yuanjian.database.connections", connections, 1, 100);
    }

    /// What the store is opened with: before its schema changes it is copied to `copies` in the
    /// data folder.
    public SqlSettings sql(DataFolder folder) {
        String place = url.isEmpty() ? "jdbc:sqlite:" + folder.path(FILE) : url;
        return new SqlSettings(place, user, password, connections, owner, ownerPassword)
                .copiedTo(folder.path(COPIES));
    }

    @Override
    public String toString() {
        return "DatabaseSettings";
    }
}

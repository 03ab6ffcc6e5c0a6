package org.yuanjian.camera.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/// Sees that tables that are only added to are only added to: triggers refuse the rest, and with
/// PostgreSQL, where the tables have an owner, the application has no right to it. Applied at each
/// start, so that what somebody took away is back.
final class TableRights {
    private static final String REFUSE =
            """
            CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is only added to', TG_TABLE_NAME; END $$
            """;
    // Taken by every start, so that two at once do not trip over each other.
    private static final String ALONE = "SELECT pg_advisory_xact_lock(4711)";

    private final SqlSettings settings;
    private final Connection connection;

    /// @param connection of the owner of the tables
    TableRights(SqlSettings settings, Connection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    void apply(List<SqlSchema> schemas) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (settings.isSqlite()) {
                for (String table : appendOnly(schemas)) {
                    refuseInSqlite(statement, table);
                }
            } else {
                statement.execute(ALONE);
                protect(statement, schemas);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private static List<String> appendOnly(List<SqlSchema> schemas) {
        return schemas.stream().flatMap(schema -> schema.appendOnly().stream()).toList();
    }

    private static void refuseInSqlite(Statement statement, String table) throws SQLException {
        for (String change : List.of("UPDATE", "DELETE")) {
            statement.execute(
                    "CREATE TRIGGER IF NOT EXISTS %s_no_%s BEFORE %s ON %s BEGIN SELECT RAISE(ABORT, '%s is only added to'); END"
                            .formatted(
                                    table, change.toLowerCase(Locale.ROOT), change, table, table));
        }
    }

    private void protect(Statement statement, List<SqlSchema> schemas) throws SQLException {
        List<String> tables = appendOnly(schemas);
        if (!tables.isEmpty()) {
            statement.execute(REFUSE);
        }
        for (String table : tables) {
            statement.execute(
                    "CREATE OR REPLACE TRIGGER %s_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
                            .formatted(table, table));
        }
        if (settings.hasOwner()) {
            grant(statement, schemas);
        }
    }

    private void grant(Statement statement, List<SqlSchema> schemas) throws SQLException {
        String user = statement.enquoteIdentifier(settings.user(), true);
        String schema = statement.enquoteIdentifier(currentSchema(statement), true);
        statement.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + user);
        statement.execute(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "
                        + schema
                        + " TO "
                        + user);
        for (String table : appendOnly(schemas)) {
            statement.execute("REVOKE UPDATE, DELETE, TRUNCATE ON " + table + " FROM " + user);
        }
        for (SqlSchema each : schemas) {
            statement.execute(
                    "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "
                            + each.history()
                            + " FROM "
                            + user);
        }
    }

    private static String currentSchema(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT current_schema()")) {
            rows.next();
            return rows.getString(1);
        }
    }
}

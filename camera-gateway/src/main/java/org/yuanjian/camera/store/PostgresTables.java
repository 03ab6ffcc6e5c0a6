package org.yuanjian.camera.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What tables a PostgreSQL database has, apart from those in which Flyway notes how far they have
/// grown.
final class PostgresTables {
    private static final String COLUMNS =
            """
            SELECT table_name, string_agg(column_name, ', ' ORDER BY column_name) AS columns,
                bool_or(column_name = 'installed_rank') AS is_history
            FROM information_schema.columns WHERE table_schema = current_schema()
            GROUP BY table_name ORDER BY table_name
            """;
    private static final String NEEDS =
            """
            SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint
            JOIN pg_class child ON child.oid = conrelid
            JOIN pg_class parent ON parent.oid = confrelid
            WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
            """;
    private static final String OTHERS =
            """
            SELECT COUNT(*) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
                AND backend_type = 'client backend'
            """;

    private static final String PAUSE = "SELECT pg_sleep(0.1)";
    private static final int ASKED = 20;

    private final Connection connection;

    PostgresTables(Connection connection) {
        this.connection = connection;
    }

    /// @param columns all of them, in the order of their names
    record Table(String name, String columns) {
        /// As SQL names it to copy.
        @Override
        public String toString() {
            return name + " (" + columns + ")";
        }
    }

    /// Each after those it refers to.
    List<Table> all() throws SQLException {
        Map<String, Table> left = new LinkedHashMap<>();
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                if (!rows.getBoolean("is_history")) {
                    String name = rows.getString("table_name");
                    left.put(name, new Table(name, rows.getString("columns")));
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NEEDS)) {
            while (rows.next()) {
                needs.computeIfAbsent(rows.getString("child"), _ -> new LinkedHashSet<>())
                        .add(rows.getString("parent"));
            }
        }
        List<Table> sorted = new ArrayList<>();
        List.copyOf(left.keySet()).forEach(name -> take(name, left, needs, sorted));
        return sorted;
    }

    private static void take(
            String name,
            Map<String, Table> left,
            Map<String, Set<String>> needs,
            List<Table> sorted) {
        Table table = left.remove(name);
        if (table != null) {
            needs.getOrDefault(name, Set.of()).forEach(need -> take(need, left, needs, sorted));
            sorted.add(table);
        }
    }

    /// A line for each migration there was.
    String grown() throws SQLException {
        StringBuilder text = new StringBuilder();
        List<String> histories = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                if (rows.getBoolean("is_history")) {
                    histories.add(rows.getString("table_name"));
                }
            }
        }
        for (String history : histories) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "SELECT script, checksum FROM "
                                            + history
                                            + " WHERE checksum IS NOT NULL ORDER BY installed_rank")) {
                while (rows.next()) {
                    text.append(history + ' ' + rows.getString(1) + ' ' + rows.getInt(2) + '\n');
                }
            }
        }
        return text.toString();
    }

    /// Whether others are connected. Those that just left are waited for.
    boolean hasOthers() throws SQLException {
        boolean isShared = true;
        for (int i = 0; isShared && i < ASKED; i++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(i == 0 ? "SELECT 1" : PAUSE);
                // Within one transaction the answer would stay the same.
                connection.rollback();
                try (ResultSet rows = statement.executeQuery(OTHERS)) {
                    rows.next();
                    isShared = rows.getLong(1) > 0;
                }
            }
        }
        return isShared;
    }
}

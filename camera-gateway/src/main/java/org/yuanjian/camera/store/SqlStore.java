package org.yuanjian.camera.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// One database with one schema and one SQL for SQLite and PostgreSQL alike. What a write returned
/// from is on the disk. Safe from any thread.
///
/// SQLite: a log written ahead and synced with each commit, one connection that writes, as two
/// would only wait for each other, and several that read beside it.
public final class SqlStore implements AutoCloseable {
    private static final int BUSY_MILLIS = 15_000;
    private static final SqlSchema CAMERAS =
            new SqlSchema("flyway_schema_history", "org/yuanjian/camera/store/migration");

    private final HikariDataSource readers;
    private final HikariDataSource writers;
    private final JdbcClient reading;
    private final JdbcClient writing;
    private final TransactionTemplate transaction;
    private final JdbcTemplate rows;
    private final boolean isSqlite;

    private SqlStore(SqlSettings settings, HikariDataSource readers, HikariDataSource writers) {
        this.readers = readers;
        this.writers = writers;
        this.reading = JdbcClient.create(readers);
        this.writing = JdbcClient.create(writers);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(writers));
        this.rows = new JdbcTemplate(writers);
        this.isSqlite = settings.isSqlite();
    }

    /// Opens the database and brings its schema up to date: that of the cameras and what others
    /// keep beside it.
    public static SqlStore open(SqlSettings settings, SqlSchema... others) {
        if (settings.hasOwner()) {
            try (HikariDataSource owner = writers(settings.asOwner())) {
                migrate(settings, owner, others);
            }
        }
        HikariDataSource writers = writers(settings);
        try {
            if (!settings.hasOwner()) {
                migrate(settings, writers, others);
            }
            HikariDataSource readers = settings.isSqlite() ? sqliteReaders(settings) : writers;
            return new SqlStore(settings, readers, writers);
        } catch (RuntimeException e) {
            writers.close();
            throw e;
        }
    }

    private static void migrate(
            SqlSettings settings, HikariDataSource database, SqlSchema... others) {
        List<SqlSchema> schemas = new ArrayList<>(List.of(others));
        schemas.addFirst(CAMERAS);
        List<Flyway> migrations =
                schemas.stream().map(schema -> migration(database, schema)).toList();
        MigrationCopies.before(settings, migrations);
        migrations.forEach(Flyway::migrate);
        try (Connection connection = database.getConnection()) {
            new TableRights(settings, connection).apply(schemas);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot protect the tables of the database", e);
        }
    }

    private static Flyway migration(HikariDataSource database, SqlSchema schema) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:" + schema.migrations())
                .table(schema.history())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .loggers("slf4j")
                .load();
    }

    private static HikariDataSource writers(SqlSettings settings) {
        HikariConfig pool = pool(settings, "sql");
        if (settings.isSqlite()) {
            pool.setMaximumPoolSize(1);
            Properties options = sqliteOptions();
            options.setProperty("transaction_mode", "IMMEDIATE");
            pool.setDataSourceProperties(options);
        } else {
            pool.setMaximumPoolSize(settings.readers());
        }
        return new HikariDataSource(pool);
    }

    private static HikariDataSource sqliteReaders(SqlSettings settings) {
        HikariConfig pool = pool(settings, "sql-read");
        pool.setMaximumPoolSize(settings.readers());
        pool.setDataSourceProperties(sqliteOptions());
        pool.setConnectionInitSql("PRAGMA query_only = 1");
        return new HikariDataSource(pool);
    }

    private static HikariConfig pool(SqlSettings settings, String name) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(settings.url());
        if (!settings.user().isEmpty()) {
            pool.setUsername(settings.user());
            pool.setPassword(settings.password());
        }
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(BUSY_MILLIS);
        return pool;
    }

    private static Properties sqliteOptions() {
        Properties options = new Properties();
        options.setProperty("journal_mode", "WAL");
        options.setProperty("synchronous", "FULL");
        options.setProperty("foreign_keys", "true");
        // Else INSERT OR REPLACE would remove rows past the triggers.
        options.setProperty("recursive_triggers", "true");
        options.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        return options;
    }

    /// For questions outside a transaction.
    public JdbcClient reading() {
        return reading;
    }

    /// Does some work in one transaction: all of it or, if it throws, nothing. Writers take turns,
    /// so what the work reads stays true until it ends, with SQLite; with PostgreSQL it locks what
    /// it must.
    public <T> T write(Function<JdbcClient, T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.apply(writing)));
    }

    /// The same for many rows at once, and alone: work under one lock goes on in one process of all
    /// that share the database at a time.
    ///
    /// @param lock a number for each kind of work
    public <T> T writeAlone(int lock, Function<JdbcTemplate, T> work) {
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    if (!isSqlite) {
                        rows.query("SELECT pg_advisory_xact_lock(?)", _ -> {}, lock);
                    }
                    return work.apply(rows);
                }));
    }

    /// Whether who works with the database could change or remove rows of a table that is only
    /// added to, if the application let them. With SQLite whoever may write the file can.
    public boolean isRewritable(String table) {
        return isSqlite
                || reading.sql(
                                """
                                SELECT has_table_privilege(?, 'UPDATE') OR has_table_privilege(?, 'DELETE')
                                    OR pg_has_role(tableowner, 'MEMBER')
                                FROM pg_tables
                                WHERE tablename = ? AND schemaname = current_schema()
                                """)
                        .params(table, table, table)
                        .query(Boolean.class)
                        .single();
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}

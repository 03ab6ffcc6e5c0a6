package org.yuanjian.camera.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
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

    private SqlStore(HikariDataSource readers, HikariDataSource writers) {
        this.readers = readers;
        this.writers = writers;
        this.reading = JdbcClient.create(readers);
        this.writing = JdbcClient.create(writers);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(writers));
    }

    /// Opens the database and brings its schema up to date: that of the cameras and what others
    /// keep beside it.
    public static SqlStore open(SqlSettings settings, SqlSchema... others) {
        HikariDataSource writers = writers(settings);
        try {
            migrate(writers, CAMERAS);
            for (SqlSchema other : others) {
                migrate(writers, other);
            }
            HikariDataSource readers = settings.isSqlite() ? sqliteReaders(settings) : writers;
            return new SqlStore(readers, writers);
        } catch (RuntimeException e) {
            writers.close();
            throw e;
        }
    }

    private static void migrate(HikariDataSource database, SqlSchema schema) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:" + schema.migrations())
                .table(schema.history())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .loggers("slf4j")
                .load()
                .migrate();
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

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}

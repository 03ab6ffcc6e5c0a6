package org.yuanjian.camera.store;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/// A copy is what `pg_dump --format=custom` writes; the programs of PostgreSQL do the work.
final class PostgresCopy implements DatabaseCopy {
    private static final int MOST_WORDS = 500;
    private static final String PORT = "5432";

    private final SqlSettings settings;
    private final URI place;

    /// @throws CopyException if the URL names more than one host, or none
    PostgresCopy(SqlSettings settings) {
        this.settings = settings;
        this.place = URI.create(settings.url().substring("jdbc:".length()));
        if (place.getHost() == null || place.getPath().length() < 2) {
            throw new CopyException("the database's URL names no host and database", null);
        }
    }

    @Override
    public boolean isThere() {
        return count("SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()") > 0;
    }

    @Override
    public void write(Path file) {
        try {
            run(List.of("pg_dump", "--format=custom", "--no-owner", "--file", file.toString()));
        } catch (CopyException e) {
            remove(file);
            throw e;
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // Then it stays, cut short; the failure is told all the same.
        }
    }

    @Override
    public void restore(Path copy) {
        long others =
                count(
                        """
                        SELECT COUNT(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                            AND backend_type = 'client backend'
                        """);
        if (others > 0) {
            throw new CopyException("others work with the database", null);
        }
        run(
                List.of(
                        "pg_restore",
                        "--clean",
                        "--if-exists",
                        "--no-owner",
                        "--single-transaction",
                        "--exit-on-error",
                        "--dbname",
                        place.getPath().substring(1),
                        copy.toString()));
    }

    private long count(String question) {
        try (Connection connection =
                        DriverManager.getConnection(
                                settings.url(), settings.user(), settings.password());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new CopyException("the database does not answer", e);
        }
    }

    private void run(List<String> command) {
        try {
            Path words = Files.createTempFile("yuanjian", ".words");
            try {
                int status = program(command, words).start().waitFor();
                if (status != 0) {
                    throw new CopyException(command.getFirst() + ": " + said(words), null);
                }
            } finally {
                Files.delete(words);
            }
        } catch (IOException e) {
            throw new CopyException(command.getFirst() + " cannot be run: is it there?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CopyException(command.getFirst() + " was stopped", e);
        }
    }

    private ProcessBuilder program(List<String> command, Path words) {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment()
                .putAll(
                        Map.of(
                                "PGHOST", place.getHost(),
                                "PGPORT", place.getPort() < 0 ? PORT : "" + place.getPort(),
                                "PGDATABASE", place.getPath().substring(1),
                                "PGUSER", settings.user(),
                                "PGPASSWORD", settings.password()));
        return program.redirectErrorStream(true).redirectOutput(words.toFile());
    }

    private static String said(Path words) throws IOException {
        String text = Files.readString(words, StandardCharsets.UTF_8).strip();
        return text.length() > MOST_WORDS ? text.substring(0, MOST_WORDS) : text;
    }
}

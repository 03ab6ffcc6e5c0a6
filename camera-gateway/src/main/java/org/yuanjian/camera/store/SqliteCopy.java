package org.yuanjian.camera.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// A copy is a database file without anything beside it.
final class SqliteCopy implements DatabaseCopy {
    private static final String URL = "jdbc:sqlite:";

    /// `SQLITE_BUSY`, which the driver hands on.
    private static final int BUSY = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path file;

    SqliteCopy(Path file) {
        this.file = file;
    }

    @Override
    public boolean isThere() {
        return Files.exists(file);
    }

    @Override
    public void write(Path copy) {
        try (Connection connection = DriverManager.getConnection(URL + file);
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, OwnerFile.create(copy).toAbsolutePath().toString());
            vacuum.execute();
            sync(copy);
        } catch (SQLException | IOException e) {
            remove(copy);
            throw new CopyException("the database cannot be copied to " + copy, e);
        }
    }

    private static void remove(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException _) {
            // Then it stays, cut short; the failure is told all the same.
        }
    }

    /// Leaves all in the one file, which works for the only one that has it open. Those that just
    /// left are waited for: by the database, which asks again as long as it is told to.
    @Override
    public void requireAlone() {
        if (!isThere()) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(URL + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + PATIENCE.toMillis());
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("COMMIT");
            try (ResultSet answer = statement.executeQuery("PRAGMA journal_mode = DELETE")) {
                if (!answer.next() || !answer.getString(1).equals("delete")) {
                    throw new CopyException("others work with the database", null);
                }
            }
        } catch (SQLException e) {
            boolean isBusy = e.getErrorCode() == BUSY;
            throw new CopyException(
                    isBusy ? "others work with the database" : "the database cannot be opened",
                    isBusy ? null : e);
        }
    }

    @Override
    public void restore(Path copy) {
        check(copy);
        requireAlone();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.copy(copy, fresh, StandardCopyOption.REPLACE_EXISTING);
            sync(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            sync(file.resolveSibling("."));
        } catch (IOException e) {
            remove(fresh);
            throw new CopyException("the copy cannot be put at " + file, e);
        }
    }

    private static void check(Path copy) {
        try (Connection connection = DriverManager.getConnection(URL + copy);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA integrity_check(1)")) {
            if (!answer.next() || !answer.getString(1).equals("ok")) {
                throw new CopyException("the copy is damaged", null);
            }
        } catch (SQLException e) {
            throw new CopyException("the copy is no database", e);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

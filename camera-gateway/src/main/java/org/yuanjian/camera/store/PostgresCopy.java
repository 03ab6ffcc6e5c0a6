package org.yuanjian.camera.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.yuanjian.camera.store.PostgresTables.Table;

/// A copy is a ZIP file: for each table an entry with the names of its columns and a line for each
/// row, as `COPY` writes them, and one that says how far the tables had grown.
final class PostgresCopy implements DatabaseCopy {
    private static final String GROWN = "grown";
    private static final String TABLE = "table/";
    private static final int LONGEST_LINE = 100_000;

    private final SqlSettings settings;

    PostgresCopy(SqlSettings settings) {
        this.settings = settings;
    }

    private Connection connect() throws SQLException {
        Connection connection =
                DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public boolean isThere() {
        try (Connection connection = connect()) {
            return !new PostgresTables(connection).all().isEmpty();
        } catch (SQLException e) {
            throw new CopyException("the database does not answer", e);
        }
    }

    @Override
    public void write(Path file) {
        try (Connection connection = connect();
                OutputStream out = Files.newOutputStream(OwnerFile.create(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            PostgresTables tables = new PostgresTables(connection);
            put(zip, GROWN, tables.grown());
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (Table table : tables.all()) {
                put(zip, TABLE + table.name(), table.columns() + "\n");
                copies.copyOut("COPY " + table + " TO STDOUT", new Entry(zip));
                zip.closeEntry();
            }
        } catch (SQLException | IOException e) {
            remove(file);
            throw new CopyException("the database cannot be copied to " + file, e);
        }
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // Then it stays, cut short; the failure is told all the same.
        }
    }

    @Override
    public void requireAlone() {
        try (Connection connection = connect()) {
            requireAlone(new PostgresTables(connection));
        } catch (SQLException e) {
            throw new CopyException("the database does not answer", e);
        }
    }

    private static void requireAlone(PostgresTables tables) throws SQLException {
        if (tables.hasOthers()) {
            throw new CopyException("others work with the database", null);
        }
    }

    @Override
    public void restore(Path copy) {
        try (ZipFile zip = new ZipFile(copy.toFile());
                Connection connection = connect()) {
            PostgresTables tables = new PostgresTables(connection);
            requireAlone(tables);
            if (!tables.grown().equals(text(zip, GROWN))) {
                throw new CopyException(
                        "another version made the copy: put it back with that one, then upgrade",
                        null);
            }
            // Nothing is kept of it unless all of it is done.
            replace(zip, connection, tables.all());
            connection.commit();
        } catch (SQLException | IOException e) {
            throw new CopyException("the copy cannot be put back", e);
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (InputStream in = entry(zip, name)) {
            return new String(in.readNBytes(LONGEST_LINE), StandardCharsets.UTF_8);
        }
    }

    private static InputStream entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("the copy lacks " + name);
        }
        return zip.getInputStream(entry);
    }

    private static void replace(ZipFile zip, Connection connection, List<Table> tables)
            throws SQLException, IOException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        try (Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                statement.execute("ALTER TABLE " + table.name() + " DISABLE TRIGGER USER");
            }
            List<String> names = tables.stream().map(Table::name).toList();
            statement.execute("TRUNCATE " + String.join(", ", names));
            for (Table table : tables) {
                try (InputStream in = entry(zip, TABLE + table.name())) {
                    check(table, line(in));
                    copies.copyIn("COPY " + table + " FROM STDIN", in);
                }
            }
            for (Table table : tables) {
                statement.execute("ALTER TABLE " + table.name() + " ENABLE TRIGGER USER");
            }
        }
    }

    private static void check(Table table, String columns) throws IOException {
        if (!columns.equals(table.columns())) {
            throw new IOException(table.name() + " has other columns in the copy");
        }
    }

    /// Reads byte by byte, so that the rest is left.
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line that is too long");
            }
        }
        return line.toString();
    }

    /// The ZIP goes on after an entry.
    private static final class Entry extends OutputStream {
        private final ZipOutputStream zip;

        Entry(ZipOutputStream zip) {
            this.zip = zip;
        }

        @Override
        public void write(int one) throws IOException {
            zip.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            zip.write(bytes, from, length);
        }
    }
}

package org.yuanjian.camera.store;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A PostgreSQL server of this test run, started at first use and ended with the JVM; every caller
/// gets a database of its own.
public final class PostgresServer {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String ACCOUNT = "postgres";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static @Nullable PostgresServer running;

    private final Path folder;
    private final int port;
    private final Process process;

    private PostgresServer(Path bin) throws IOException, InterruptedException {
        this.folder = Files.createTempDirectory("yuanjian-postgres");
        if (isRoot()) {
            run(List.of("chown", ACCOUNT, folder.toString()));
        }
        Path data = folder.resolve("data");
        run(as(bin.resolve("initdb"), "-D", data.toString(), "-U", ACCOUNT, "-A", "trust", "-N"));
        this.port = freePort();
        this.process =
                new ProcessBuilder(
                                as(
                                        bin.resolve("postgres"),
                                        "-D",
                                        data.toString(),
                                        "-k",
                                        folder.toString(),
                                        "-h",
                                        "127.0.0.1",
                                        "-p",
                                        Integer.toString(port),
                                        "-F"))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                folder.resolveSibling(folder.getFileName() + ".log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        run(
                as(bin.resolve("pg_isready"), "-q", "-t", "30", "-h", "127.0.0.1", "-p", "" + port),
                60);
    }

    /// A fresh, empty database; empty where no server is installed.
    public static synchronized Optional<SqlSettings> database() {
        Optional<Path> bin = bin();
        if (bin.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (running == null) {
                running = new PostgresServer(bin.get());
            }
            return Optional.of(running.fresh());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> bin() {
        if (Files.notExists(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private SqlSettings fresh() {
        String name = "test_" + NAMES.incrementAndGet();
        JdbcClient.create(new DriverManagerDataSource(url(ACCOUNT), ACCOUNT, ""))
                .sql("CREATE DATABASE " + name)
                .update();
        return new SqlSettings(url(name), ACCOUNT, "", 4);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// The server does not run as root.
    private static List<String> as(Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", ACCOUNT, "--clear-groups"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        run(command, 1);
    }

    /// Until it succeeds, so many times.
    private static void run(List<String> command, int times)
            throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            Process process =
                    new ProcessBuilder(command)
                            .directory(new File("/"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor() == 0) {
                return;
            }
        }
        throw new IOException(command.getFirst() + " failed");
    }

    private void end() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        } catch (IOException | InterruptedException e) {
            // The machine's temporary folder is emptied anyway.
        }
    }
}

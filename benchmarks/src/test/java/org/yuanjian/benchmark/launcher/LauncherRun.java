package org.yuanjian.benchmark.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of the launcher in a process group of its own.
final class LauncherRun implements AutoCloseable {
    private static final int SECONDS = 60;
    private static final int POLL_MILLIS = 20;

    private final Process process;
    private final BufferedReader out;
    private final BufferedReader err;

    private LauncherRun(Process process) {
        this.process = process;
        this.out = process.inputReader();
        this.err = process.errorReader();
    }

    static LauncherRun start(BuiltCheckout checkout, String... arguments) throws IOException {
        return start(checkout, checkout.root(), checkout.script(), arguments);
    }

    /// @param from folder it is called in
    /// @param script as it is called
    static LauncherRun start(BuiltCheckout checkout, Path from, Path script, String... arguments)
            throws IOException {
        // Whoever runs the tests may ignore signals, which a shell cannot undo.
        List<String> command =
                new ArrayList<>(List.of("setsid", "env", "--default-signal=INT,TERM,HUP"));
        command.add(script.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().putAll(checkout.environment());
        return new LauncherRun(builder.start());
    }

    /// All processes it has started that live.
    List<ProcessHandle> parts() {
        return process.descendants().toList();
    }

    /// The next line on standard output.
    String readLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("it ended: " + err.lines().toList());
        }
        return line;
    }

    /// Waits for a line on standard error that holds this.
    void awaitWord(String part) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.contains(part)) {
                return;
            }
            before.add(line);
        }
        throw new IOException("it ended: " + before);
    }

    /// Waits until there is a file.
    void awaitFile(Path file) throws IOException, InterruptedException {
        while (Files.notExists(file)) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("it ended: " + restOfWords());
            }
        }
    }

    /// Waits for a line on standard output that holds this.
    String awaitOutput(String part) throws IOException {
        return await(out, part);
    }

    private static String await(BufferedReader reader, String part) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.contains(part)) {
                return line;
            }
            before.add(line);
        }
        throw new IOException("it ended: " + before);
    }

    /// Sends a signal to the script alone, or to its process group as a terminal does.
    void signal(String name, boolean group) throws IOException, InterruptedException {
        String target = (group ? "-" : "") + process.pid();
        assertThat(
                        new ProcessBuilder("bash", "-c", "kill -" + name + " -- " + target)
                                .inheritIO()
                                .start()
                                .waitFor())
                .isZero();
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    int await() throws InterruptedException {
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    /// What it said on standard output since, once it has ended.
    List<String> restOfOutput() {
        return out.lines().toList();
    }

    /// What it said on standard error since, once it has ended.
    String restOfWords() {
        return String.join("\n", err.lines().toList());
    }

    @Override
    public void close() {
        List<ProcessHandle> parts = parts();
        process.destroyForcibly();
        parts.forEach(ProcessHandle::destroyForcibly);
    }
}

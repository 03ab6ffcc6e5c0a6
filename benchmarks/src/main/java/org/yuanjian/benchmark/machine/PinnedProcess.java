package org.yuanjian.benchmark.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that stays on its core, told what to do by lines on its standard input and ended by
/// the end of it. One thread uses it.
public final class PinnedProcess implements AutoCloseable {
    /// In place of a core: the process runs on whatever cores there are.
    public static final int ANY_CORE = -1;

    private static final int SECONDS_TO_END = 5;
    private static final Duration POLL = Duration.ofMillis(20);

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private PinnedProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = process.inputReader();
        this.in = process.outputWriter();
    }

    /// Starts `command` on `core`; what it says on standard error is passed on.
    ///
    /// @param name how messages and rows call it
    public static PinnedProcess start(String name, int core, List<String> command)
            throws IOException {
        return new PinnedProcess(name, pinned(core, command).start());
    }

    /// The same for a process that writes all it has to say to a file.
    public static PinnedProcess start(String name, int core, List<String> command, Path log)
            throws IOException {
        return new PinnedProcess(name, pinned(core, command).redirectOutput(log.toFile()).start());
    }

    private static ProcessBuilder pinned(int core, List<String> command) {
        List<String> pinned = new ArrayList<>();
        if (core != ANY_CORE) {
            pinned.addAll(List.of("taskset", "-c", Integer.toString(core)));
        }
        pinned.addAll(command);
        return new ProcessBuilder(pinned).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /// Waits until the process has written a file.
    public void awaitFile(Path file, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (Files.notExists(file)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(name + " has not written " + file);
            }
            Thread.sleep(POLL);
        }
    }

    public String name() {
        return name;
    }

    public ProcessUsage usage() throws IOException {
        return ProcessUsage.of(process.pid());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// The next line it prints; waits for it, and fails when the process ends first.
    public String readLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException(name + " ended");
        }
        return line;
    }

    /// Reads up to and with the line that begins with `start`, which is returned.
    public String readUntil(String start) throws IOException {
        String line = readLine();
        while (!line.startsWith(start)) {
            line = readLine();
        }
        return line;
    }

    public void send(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } catch (IOException e) {
            // It has closed its end already.
            process.destroy();
        }
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package org.yuanjian.benchmark.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that stays on one core, told what to do by lines on its standard input and ended by
/// the end of it. One thread uses it.
public final class PinnedProcess implements AutoCloseable {
    private static final int SECONDS_TO_END = 5;

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
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(pinned).redirectError(ProcessBuilder.Redirect.INHERIT);
        return new PinnedProcess(name, builder.start());
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

    /// Passes everything it still prints to nobody, so that it never waits for a reader.
    public void ignoreOutput() {
        Thread.ofVirtual().start(this::drain);
    }

    private void drain() {
        try {
            while (out.readLine() != null) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // The process has ended, which is all that can happen here.
            return;
        }
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

package org.yuanjian.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yuanjian.benchmark.machine.Workbench;

/// `./yuanjian demo` as a user starts it: on whatever cores there are.
public final class DemoProcess implements AutoCloseable {
    private static final String READY = "{\"console\"";
    private static final int SECONDS_TO_END = 30;

    private final Process process;
    private final String ready;

    private DemoProcess(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /// Returns when it says that it is ready.
    ///
    /// @param data folder it works in
    /// @param arguments further options
    public static DemoProcess start(Workbench bench, int port, Path data, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(bench.root().resolve("yuanjian").toString(), "demo", "--json"));
        command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the demo ended before it was ready");
        }
        return new DemoProcess(process, line);
    }

    /// A text of what it said when it was ready, such as `console`, `user` or `password`.
    public String value(String name) throws IOException {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(ready);
        if (!matcher.find()) {
            throw new IOException("the demo does not tell its " + name);
        }
        return matcher.group(1);
    }

    @Override
    public void close() throws IOException {
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

package org.yuanjian.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts a process of this JVM and its class path for what must not break ours: native decoders
/// and models. It talks over standard input and output; what it says on standard error is dropped.
public final class ChildJvm {
    private static final Path NICE = Path.of("/usr/bin/nice");

    private ChildJvm() {}

    /// @param niceness how far its right to the processor stands behind media
    /// @param options of the JVM besides those every child has
    /// @param arguments of the main class
    public static List<String> command(
            int niceness, List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", Integer.toString(niceness)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /// It gets nothing of our environment but its home: settings there may hold secrets.
    ///
    /// @param environment what it gets besides
    public static Process start(List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        @Nullable String home = System.getenv("HOME");
        builder.environment().clear();
        if (home != null) {
            builder.environment().put("HOME", home);
        }
        builder.environment().putAll(environment);
        return builder.start();
    }
}

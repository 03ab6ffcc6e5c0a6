package org.yuanjian.face;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that starts the verifier's process: this JVM and its class path, with bounded memory
/// and less right to the processor than media.
final class FaceCommand {
    private static final Path NICE = Path.of("/usr/bin/nice");

    private FaceCommand() {}

    static List<String> of(FaceSettings settings) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "10"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-Xss1m",
                        "-XX:+UseSerialGC",
                        "-XX:MaxDirectMemorySize=64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-Djava.awt.headless=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        FaceNatives.properties(settings.natives())
                .forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        FaceApplication.class.getName(),
                        settings.models().toAbsolutePath().toString(),
                        settings.manifest().toAbsolutePath().toString(),
                        Integer.toString(settings.workers())));
        return command;
    }
}

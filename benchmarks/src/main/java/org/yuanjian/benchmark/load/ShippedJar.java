package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The jar that is shipped and how `./yuanjian start` runs it.
///
/// @param root of the repository
public record ShippedJar(Path root) {

    /// `java`, its flags, `-jar` and the jar.
    public List<String> command() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.addAll(List.of("-jar", jar().toString()));
        return command;
    }

    /// The flags the launcher gives to the JVM; it tells them by `./yuanjian jvm-flags`.
    private List<String> flags() throws IOException, InterruptedException {
        Process launcher =
                new ProcessBuilder(root.resolve("yuanjian").toString(), "jvm-flags")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String flags = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (launcher.waitFor() != 0) {
            throw new IOException("the launcher does not tell its JVM flags");
        }
        return flags.isBlank() ? List.of() : List.of(flags.strip().split("\\s+", -1));
    }

    private Path jar() throws IOException {
        Path target = root.resolve("supervision-console/target");
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(target, "supervision-console-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        }
        throw new IOException("no jar in " + target + "; build it first");
    }
}

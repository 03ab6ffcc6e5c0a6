package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The jar that is shipped and how `./yuanjian start` runs it.
///
/// @param root of the repository
public record ShippedJar(Path root) {
    private static final String JAR = "yuanjian.app";
    private static final String START_CACHE = "start.aot";

    /// `java`, the flags of `start`, `-jar` and the jar, which the launcher names.
    public List<String> command() throws IOException {
        Path cache = Path.of(jar()).resolveSibling(START_CACHE);
        return command(
                Files.exists(cache)
                        ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off")
                        : List.of());
    }

    /// The same for a relay alone, which starts without what was kept of an earlier start.
    public List<String> relayCommand() throws IOException {
        List<String> command = command(List.of());
        command.add("--yuanjian.roles=relay");
        return command;
    }

    private static String jar() throws IOException {
        String jar = System.getProperty(JAR);
        if (jar == null || Files.notExists(Path.of(jar))) {
            throw new IOException("there is no jar to measure; start with ./yuanjian bench");
        }
        return jar;
    }

    private List<String> command(List<String> flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("config/jvm.options"));
        command.addAll(flags);
        command.addAll(List.of("-jar", jar()));
        return command;
    }
}

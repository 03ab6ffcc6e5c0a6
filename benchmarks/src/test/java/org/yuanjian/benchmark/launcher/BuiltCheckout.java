package org.yuanjian.benchmark.launcher;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/// A checkout as the launcher leaves it after a build, with blanks in its path. Its jars hold
/// nothing but the class path of this test, so that what runs is what was compiled, and no build is
/// needed: the `mvn` on the launcher's path only takes note that it was called, and fails.
final class BuiltCheckout {
    private static final Path SOURCE = Path.of(System.getProperty("yuanjian.root"));
    private static final String APP = "supervision-console-0-app.jar";

    /// What all points of its list look at, so that little has to be encoded.
    private static final String SCENE = ",corridor,";

    private final Path folder;
    private final Path cache;
    private final Path root;

    /// @param folder empty
    /// @param cache where encoded scenes are kept
    BuiltCheckout(Path folder, Path cache) throws IOException, InterruptedException {
        this.folder = folder;
        this.cache = cache;
        this.root = Files.createDirectories(folder.resolve("a checkout 远见"));
        copy("yuanjian");
        for (String file : List.of("jvm.options", "regions.csv", "yuanjian.example.yml")) {
            copy("config/" + file);
        }
        writePoints();
        Path app = Files.createDirectories(root.resolve("supervision-console/target/app"));
        writeJar(app.resolve(APP), "org.yuanjian.console.YuanjianApplication");
        Files.createFile(app.resolveSibling(APP));
        Path benchmarks = Files.createDirectories(root.resolve("benchmarks/target"));
        writeJar(benchmarks.resolve("benchmarks-0.jar"), "");
        Files.writeString(benchmarks.resolve("classpath.txt"), "");
        writeMaven("exit 1");
        writeStamp();
    }

    private void copy(String file) throws IOException {
        Path to = root.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(SOURCE.resolve(file), to);
    }

    private void writePoints() throws IOException {
        List<String> all = Files.readAllLines(SOURCE.resolve("config/points.csv"));
        List<String> some =
                all.stream()
                        .filter(line -> line.contains(SCENE) || line.startsWith("code,"))
                        .limit(41)
                        .toList();
        Files.write(root.resolve("config/points.csv"), some);
    }

    /// A jar that leads to the classes of this run, those of tests left out.
    private static void writeJar(Path jar, String main) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.CLASS_PATH, classPath());
        attributes.put(Attributes.Name.MAIN_CLASS, main);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.finish();
        }
    }

    private static String classPath() {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        return Arrays.stream(entries)
                .filter(entry -> !entry.isEmpty() && !entry.endsWith("test-classes"))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    /// What the launcher finds as `mvn`: notes that it was called, then runs these lines.
    void writeMaven(String lines) throws IOException {
        Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        String script = "#!/bin/sh\necho $$ >>'%s'\n%s\n".formatted(mavenCalls(), lines);
        Files.writeString(maven, script);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A line with the process number for each time that `mvn` was called.
    Path mavenCalls() {
        return folder.resolve("maven-calls");
    }

    /// Notes the sources as they are as those that were built, as the launcher itself would.
    private void writeStamp() throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("target"));
        String lines =
                "source \"$0\" help >/dev/null && find_jdk && source_hash >target/built.sha256";
        Process process =
                new ProcessBuilder("bash", "-c", lines, script().toString())
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /// Adds a source file, so that what is built is old.
    void changeSources() throws IOException {
        Path file = root.resolve("stream-relay/src/main/java/New.java");
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    Path root() {
        return root;
    }

    Path script() {
        return root.resolve("yuanjian");
    }

    /// What the launcher's environment differs in.
    Map<String, String> environment() {
        Map<String, String> changed = new TreeMap<>();
        changed.put("JAVA_HOME", System.getProperty("java.home"));
        // Parts of a test live for seconds, which the better compiler is not worth.
        changed.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        changed.put("XDG_CACHE_HOME", cache.toString());
        changed.put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        return changed;
    }
}

package org.yuanjian.benchmark.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The programs in `benchmarks/src/main/c`, compiled when they are missing or older than their
/// source.
public final class NativePrograms {
    static final List<String> FLAGS =
            List.of("-std=gnu17", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Werror");

    private final Path sources;
    private final Path target;

    /// @param root of the repository
    public NativePrograms(Path root) {
        this(root.resolve("benchmarks/src/main/c"), root.resolve("benchmarks/target/native"));
    }

    NativePrograms(Path sources, Path target) {
        this.sources = sources;
        this.target = target;
    }

    /// The program of that name, ready to run.
    public Path program(String name) throws IOException, InterruptedException {
        Path program = target.resolve(name);
        Path source = sources.resolve(name + ".c");
        if (!Files.exists(program)
                || newestSource().compareTo(Files.getLastModifiedTime(program)) > 0) {
            compile(source, program);
        }
        return program;
    }

    /// Names of all programs there are.
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".c"))
                    .map(file -> file.substring(0, file.length() - 2))
                    .sorted()
                    .toList();
        }
    }

    private FileTime newestSource() throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }

    private void compile(Path source, Path program) throws IOException, InterruptedException {
        Files.createDirectories(target);
        List<String> command = new ArrayList<>(List.of("gcc"));
        command.addAll(FLAGS);
        command.addAll(List.of("-o", program.toString(), source.toString(), "-lm"));
        Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (gcc.waitFor() != 0) {
            throw new IOException("gcc cannot compile " + source + ":\n" + said);
        }
    }
}

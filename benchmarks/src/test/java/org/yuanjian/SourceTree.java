package org.yuanjian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The repository's own files: what people wrote, nothing that was built or fetched.
final class SourceTree {
    private static final Set<String> NOT_OURS =
            Set.of(
                    ".git",
                    ".idea",
                    ".vscode",
                    ".yuanjian",
                    ".cifuzz-corpus",
                    "target",
                    "node_modules",
                    "dist",
                    "coverage",
                    "test-results");
    private static final Set<String> TEXT =
            Set.of(
                    "",
                    ".java",
                    ".ts",
                    ".mts",
                    ".mjs",
                    ".js",
                    ".vue",
                    ".css",
                    ".html",
                    ".md",
                    ".xml",
                    ".yml",
                    ".yaml",
                    ".json",
                    ".csv",
                    ".properties",
                    ".options",
                    ".config",
                    ".c",
                    ".h",
                    ".sh",
                    ".sql",
                    ".svg",
                    ".txt",
                    ".npmrc",
                    ".gitignore",
                    ".editorconfig");

    private final Path root;
    private final List<Path> files = new ArrayList<>();

    SourceTree(Path root) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        Files.walkFileTree(this.root, new Visitor());
        files.sort(null);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !file.toString().endsWith(".log")) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    /// Files whose names end in one of the endings.
    List<Path> files(String... endings) {
        return files.stream()
                .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                .toList();
    }

    /// Files that people read and write.
    List<Path> texts() {
        return files.stream().filter(file -> TEXT.contains(ending(file))).toList();
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    /// The path below the root, with slashes.
    String name(Path file) {
        return root.relativize(file).toString();
    }

    static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

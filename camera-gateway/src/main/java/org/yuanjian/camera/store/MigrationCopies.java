package org.yuanjian.camera.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/// Copies a database that holds something before its schema changes; the last three copies stay.
final class MigrationCopies {
    private static final int KEPT = 3;
    private static final Pattern NAME = Pattern.compile("before-migration-(\\d{1,9})");

    private MigrationCopies() {}

    /// @throws CopyException if it cannot be copied; then nothing may change
    static void before(SqlSettings settings, List<Flyway> migrations) {
        Path folder = settings.copies();
        int applied = migrations.stream().mapToInt(one -> one.info().applied().length).sum();
        boolean isBehind = migrations.stream().anyMatch(one -> one.info().pending().length > 0);
        if (folder == null || applied == 0 || !isBehind) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path copy = folder.resolve("before-migration-" + (applied + 1));
            Files.deleteIfExists(copy);
            DatabaseCopy.of(settings).write(copy);
            dropOld(folder);
        } catch (IOException e) {
            throw new CopyException("the database cannot be copied to " + folder, e);
        }
    }

    private static void dropOld(Path folder) throws IOException {
        List<Path> copies;
        try (Stream<Path> all = Files.list(folder)) {
            copies =
                    all.filter(file -> number(file) > 0)
                            .sorted(Comparator.comparingInt(MigrationCopies::number).reversed())
                            .toList();
        }
        for (Path old : copies.subList(Math.min(KEPT, copies.size()), copies.size())) {
            Files.delete(old);
        }
    }

    private static int number(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }
}

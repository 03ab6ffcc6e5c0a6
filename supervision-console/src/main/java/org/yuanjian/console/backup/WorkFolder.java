package org.yuanjian.console.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/// A folder beside what is to be written, for the service's user alone and for one at a time. What
/// somebody left there who was killed is removed by who comes next.
final class WorkFolder implements AutoCloseable {
    private static final String NAME = ".yuanjian-backup";
    private static final String LOCK = "lock";
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final FileChannel lock;

    /// @throws IOException also if another works there
    WorkFolder(Path parent) throws IOException {
        this.folder = parent.resolve(NAME);
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER));
        }
        Files.setPosixFilePermissions(folder, OWNER);
        this.lock =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked()) {
            lock.close();
            throw new IOException("another backup is being written there");
        }
        empty();
    }

    /// A lock ends with its process, however that ends.
    private boolean isLocked() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private void empty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> !one.endsWith(LOCK)).toList()) {
                Files.delete(file);
            }
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            empty();
            Files.delete(folder.resolve(LOCK));
            Files.delete(folder);
        }
    }
}

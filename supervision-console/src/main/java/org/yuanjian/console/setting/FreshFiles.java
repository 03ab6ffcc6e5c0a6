package org.yuanjian.console.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Files of a folder that wait on the disk, under names of their own, to take the place of others:
/// once they are there, only names are left to change.
public final class FreshFiles implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Map<Path, Path> waiting = new LinkedHashMap<>();

    /// Writes them to the disk, for the service's user alone; none stays if one cannot be written.
    FreshFiles(Path folder, Map<String, byte[]> files) {
        this.folder = folder;
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path fresh = Files.createTempFile(folder, file.getKey(), ".new", OWNER_FILE);
                waiting.put(folder.resolve(file.getKey()), fresh);
                store(fresh, file.getValue());
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    private static void store(Path file, byte[] bytes) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
    }

    /// Puts each in its place: the name first, then the folder, so that a power cut leaves the old
    /// file or the new one.
    public void take() {
        try {
            for (Map.Entry<Path, Path> file : waiting.entrySet()) {
                Files.move(file.getValue(), file.getKey(), StandardCopyOption.ATOMIC_MOVE);
            }
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + waiting.keySet(), e);
        }
    }

    /// Removes those that were not taken.
    @Override
    public void close() {
        try {
            for (Path fresh : waiting.values()) {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + waiting.values(), e);
        }
    }
}

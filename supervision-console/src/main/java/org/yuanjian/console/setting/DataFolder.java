package org.yuanjian.console.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The folder of what outlives the process: keys, accounts, tickets. Folder and files belong to the
/// service's user alone; a file is written whole or not at all.
public final class DataFolder {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    /// Makes the folder if it is missing.
    public DataFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.folder, OWNER_FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data folder " + this.folder, e);
        }
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    /// The file's bytes; empty if there is no such file.
    public Optional<byte[]> read(String name) {
        Path file = path(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// Replaces the file: new bytes to the disk first, then the name, then the folder, so that a
    /// power cut leaves the old file or the new one.
    public synchronized void write(String name, byte[] bytes) {
        try (FreshFiles fresh = prepare(Map.of(name, bytes))) {
            fresh.take();
        }
    }

    /// Writes files to the disk that are to replace those of these names later.
    public FreshFiles prepare(Map<String, byte[]> files) {
        return new FreshFiles(folder, files);
    }

    /// A secret that stays the same from start to start: the text in the file, or made by chance at
    /// the first start from as many random bytes.
    public synchronized String secret(String name, int bytes) {
        Optional<byte[]> known = read(name);
        if (known.isPresent()) {
            return new String(known.get(), StandardCharsets.UTF_8).strip();
        }
        byte[] fresh = new byte[bytes];
        new SecureRandom().nextBytes(fresh);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
        write(name, text.getBytes(StandardCharsets.UTF_8));
        return text;
    }

    /// Removes the file if it is there.
    public synchronized void remove(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path(name), e);
        }
    }
}

package org.yuanjian.camera.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes an empty file that belongs to the service's user alone, whatever is written to it then.
final class OwnerFile {
    private OwnerFile() {}

    /// @param file does not exist yet
    static Path create(Path file) throws IOException {
        return Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}

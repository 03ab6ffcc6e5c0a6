package org.yuanjian.relay.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Where the bytes of a clip go: the one edge at which a disk can fail.
interface ClipOutput extends Closeable {
    /// Writes all of it behind what is there.
    void write(ByteBuffer... parts) throws IOException;

    /// Returns once what was written is on the disk.
    void force() throws IOException;

    /// Makes the output of a clip.
    @FunctionalInterface
    interface Opener {
        /// A new file.
        ClipOutput open(Path file) throws IOException;
    }

    /// A file for the service's user alone.
    static ClipOutput file(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        return new ClipOutput() {
            @Override
            public void write(ByteBuffer... parts) throws IOException {
                long left = 0;
                for (ByteBuffer part : parts) {
                    left += part.remaining();
                }
                while (left > 0) {
                    left -= channel.write(parts);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}

package org.yuanjian.console.audit.place;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.TreeHead;

/// A folder, best on another disk: one file of heads, a line each, which only grows. The folder is
/// never made, as what is missing may be a volume that is not mounted.
public final class FolderPlace implements SecondPlace {
    public static final String FILE = "ledger-heads.ndjson";

    private static final int TAIL = 16 * 1024;

    private final Path folder;

    public FolderPlace(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return folder.toUri().toString();
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(folder);
    }

    @Override
    public void deliver(List<TreeHead> heads) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        Path path = folder.resolve(FILE);
        boolean isNew = Files.notExists(path);
        try (FileChannel file =
                        FileChannel.open(
                                path,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock _ = lock(file)) {
            append(file, heads);
            file.force(true);
        }
        if (isNew) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /// The gateway and a command of the same installation may deliver at once.
    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.lock();
        } catch (OverlappingFileLockException e) {
            throw new IOException("this process delivers there already", e);
        }
    }

    private static void append(FileChannel file, List<TreeHead> heads) throws IOException {
        long known = known(file);
        String lines =
                heads.stream()
                        .filter(head -> head.size() > known)
                        .map(head -> head.line() + "\n")
                        .collect(Collectors.joining());
        ByteBuffer left = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
        while (left.hasRemaining()) {
            file.write(left);
        }
    }

    /// Size of the last head in the file, which is left positioned behind it; what a power cut left
    /// of a half-written line goes.
    private static long known(FileChannel file) throws IOException {
        long start = Math.max(0, file.size() - TAIL);
        ByteBuffer tail = ByteBuffer.allocate((int) (file.size() - start));
        while (tail.hasRemaining() && file.read(tail, start + tail.position()) > 0) {
            // Until all of it is there.
        }
        String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf('\n') + 1;
        file.truncate(start + end);
        file.position(start + end);
        if (end == 0) {
            return 0;
        }
        String last = text.substring(text.lastIndexOf('\n', end - 2) + 1, end - 1);
        try {
            return TreeHead.parse(last).size();
        } catch (FormatException e) {
            throw new IOException("the last line of " + FILE + " is no head", e);
        }
    }
}

package org.yuanjian.console.audit.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.TreeHead;

/// A folder, best on another disk: a file of heads, a line each, which only grows. Heads that do
/// not follow from those in it, as after a restore, begin a file of their own beside it: both
/// histories stay. The folder is never made, as what is missing may be a volume that is not
/// mounted.
public final class FolderPlace implements SecondPlace {
    public static final String FILE = "ledger-heads.ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(FolderPlace.class);
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
        try (FileChannel first = open(folder.resolve(FILE));
                FileLock _ = lock(first)) {
            deliver(heads, first);
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// The gateway and a command of the same installation may deliver at once.
    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.lock();
        } catch (OverlappingFileLockException e) {
            throw new IOException("this process delivers there already", e);
        }
    }

    private void deliver(List<TreeHead> heads, FileChannel first) throws IOException {
        List<FileChannel> files = new ArrayList<>(List.of(first));
        try {
            while (Files.exists(file(files.size() + 1))) {
                files.add(open(file(files.size() + 1)));
            }
            List<TreeHead> fresh = fresh(heads, files);
            if (!fresh.isEmpty() && !follow(fresh, files.getLast())) {
                Path other = file(files.size() + 1);
                LOG.warn("the ledger was put back: its heads go to {} from now on", other);
                files.add(open(other));
            }
            append(fresh, files.getLast());
        } finally {
            for (FileChannel file : files.subList(1, files.size())) {
                file.close();
            }
        }
    }

    private Path file(int number) {
        return folder.resolve(number == 1 ? FILE : "ledger-heads-" + number + ".ndjson");
    }

    /// Those that stand in no file yet. What simply goes on is not looked for.
    private static List<TreeHead> fresh(List<TreeHead> heads, List<FileChannel> files)
            throws IOException {
        if (follow(heads, files.getLast())) {
            return heads;
        }
        Map<String, TreeHead> missing = new LinkedHashMap<>();
        heads.forEach(head -> missing.put(head.line(), head));
        for (FileChannel file : files) {
            // Left open: a file that is opened and closed once more loses its lock.
            BufferedReader lines =
                    new BufferedReader(
                            Channels.newReader(file.position(0), StandardCharsets.ISO_8859_1));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                missing.remove(line);
            }
        }
        return List.copyOf(missing.values());
    }

    /// Each head says how many records the one before it had.
    private static boolean follow(List<TreeHead> heads, FileChannel file) throws IOException {
        long known = known(file);
        return known == 0 || heads.getFirst().previous() == known;
    }

    private static void append(List<TreeHead> heads, FileChannel file) throws IOException {
        String lines = heads.stream().map(head -> head.line() + "\n").collect(Collectors.joining());
        ByteBuffer left = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
        file.position(file.size());
        while (left.hasRemaining()) {
            file.write(left);
        }
        file.force(true);
    }

    /// Size of the last head in the file; what a power cut left of a half-written line goes.
    private static long known(FileChannel file) throws IOException {
        long start = Math.max(0, file.size() - TAIL);
        ByteBuffer tail = ByteBuffer.allocate((int) (file.size() - start));
        while (tail.hasRemaining() && file.read(tail, start + tail.position()) > 0) {
            // Until all of it is there.
        }
        String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf('\n') + 1;
        file.truncate(start + end);
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

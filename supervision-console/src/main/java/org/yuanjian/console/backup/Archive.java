package org.yuanjian.console.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A ZIP file for the service's user alone, which is there whole or not at all.
final class Archive implements AutoCloseable {
    private final Path file;
    private final WorkFolder work;
    private final Path fresh;
    private final ZipOutputStream zip;
    private final Map<String, String> sums = new LinkedHashMap<>();

    /// @param file must not exist
    Archive(Path file) throws IOException {
        this.file = file;
        this.work = new WorkFolder(file.toAbsolutePath().resolveSibling("."));
        this.fresh =
                Files.createFile(
                        work.path("archive"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        this.zip = new ZipOutputStream(Files.newOutputStream(fresh));
    }

    /// Where something may lie that is to go into it, until it is closed.
    Path scratch(String name) {
        return work.path(name);
    }

    void add(String name, InputStream bytes) throws IOException {
        MessageDigest sum = sha256();
        zip.putNextEntry(new ZipEntry(name));
        try (OutputStream entry = new DigestOutputStream(new Open(zip), sum)) {
            bytes.transferTo(entry);
        }
        zip.closeEntry();
        sums.put(name, HexFormat.of().formatHex(sum.digest()));
    }

    /// The ZIP goes on after an entry.
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /// SHA-256 of each entry so far.
    Map<String, String> sums() {
        return Map.copyOf(sums);
    }

    /// Puts the file where it belongs, on the disk.
    void finish() throws IOException {
        zip.close();
        try (FileChannel bytes = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            bytes.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sum(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    @Override
    public void close() throws IOException {
        try (work) {
            zip.close();
        }
    }
}

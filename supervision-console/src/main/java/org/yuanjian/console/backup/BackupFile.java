package org.yuanjian.console.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A backup as it is read: nothing in it is believed before its sums have been checked, and no
/// entry is looked for but by the names a backup has.
final class BackupFile implements AutoCloseable {
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final ZipFile zip;
    private final Manifest manifest;

    BackupFile(Path file) throws BackupException {
        try {
            this.zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw new BackupException("This is no backup: " + file, e);
        }
        try {
            this.manifest = JsonMapper.shared().readValue(bytes(Backup.MANIFEST), Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw new BackupException(
                        "A backup of another form, " + manifest.format() + ": " + file, null);
            }
        } catch (IOException | JacksonException e) {
            throw new BackupException("This is no backup: " + file, e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /// Reads all of it.
    ///
    /// @throws BackupException naming the first entry that is not what was written
    void check() throws BackupException {
        for (Map.Entry<String, String> entry : manifest.sums().entrySet()) {
            try (OutputStream nowhere = OutputStream.nullOutputStream()) {
                if (!copy(entry.getKey(), nowhere).equals(entry.getValue())) {
                    throw new BackupException("The backup is damaged: " + entry.getKey(), null);
                }
            } catch (IOException e) {
                throw new BackupException("The backup is damaged: " + entry.getKey(), e);
            }
        }
        if (!manifest.sums().containsKey(Backup.DATABASE)) {
            throw new BackupException("The backup is damaged: " + Backup.DATABASE, null);
        }
    }

    private String copy(String name, OutputStream out) throws IOException {
        MessageDigest sum = Archive.sha256();
        try (InputStream bytes = new DigestInputStream(open(name), sum)) {
            bytes.transferTo(out);
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    private InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("no " + name);
        }
        return zip.getInputStream(entry);
    }

    void unpackDatabase(Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            copy(Backup.DATABASE, out);
        }
    }

    /// Those of these files that are in it.
    Map<String, byte[]> files(Iterable<String> names) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : names) {
            if (zip.getEntry(name) != null) {
                files.put(name, bytes(name));
            }
        }
        return files;
    }

    private byte[] bytes(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    /// Keys that a backup keeps apart.
    static Map<String, byte[]> keys(Path file) throws BackupException {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : Backup.KEYS) {
                ZipEntry entry = zip.getEntry(name);
                if (entry != null) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        keys.put(name, in.readNBytes(MOST_BYTES));
                    }
                }
            }
            return keys;
        } catch (IOException e) {
            throw new BackupException("These are no keys of a backup: " + file, e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

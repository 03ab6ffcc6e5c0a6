package org.yuanjian.console.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.store.CopyException;
import org.yuanjian.camera.store.DatabaseCopy;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.FreshFiles;

/// Puts a backup in the place of what is there, once all of it has been looked through; what was
/// there is copied aside before.
public final class Restore {
    /// Without these the records cannot be read, or the ledger not be gone on with.
    private static final List<String> NEEDED = List.of("vault.key", "ledger.key");

    /// Folder in the data folder.
    public static final String ASIDE = "before-restore";

    private final SqlSettings database;
    private final DataFolder folder;

    public Restore(SqlSettings database, DataFolder folder) {
        this.database = database;
        this.folder = folder;
    }

    /// @param keys file of the keys; null where they are in the data folder
    /// @return what the backup says of itself
    public Manifest from(Path file, @Nullable Path keys) throws BackupException {
        try (BackupFile backup = new BackupFile(file)) {
            Manifest manifest = backup.manifest();
            if (!manifest.database().equals(Backup.kind(database))) {
                throw new BackupException(
                        "The backup is one of " + manifest.database() + ", the setting another",
                        null);
            }
            Map<String, byte[]> secrets = keys == null ? Map.of() : BackupFile.keys(keys);
            checkKeys(manifest, secrets);
            backup.check();
            put(backup, secrets);
            return manifest;
        } catch (IOException | UncheckedIOException | CopyException e) {
            throw new BackupException("The backup cannot be put back: " + e.getMessage(), e);
        }
    }

    private void checkKeys(Manifest manifest, Map<String, byte[]> secrets) throws BackupException {
        Map<String, String> sums = new LinkedHashMap<>(Backup.fingerprints(folder));
        secrets.forEach((name, bytes) -> sums.put(name, Archive.sum(bytes)));
        for (String name : NEEDED) {
            String wanted = manifest.keys().get(name);
            if (wanted != null && !wanted.equals(sums.get(name))) {
                throw new BackupException(
                        name + " is not the one of the backup: give its keys with --keys", null);
            }
        }
    }

    /// Before the database is in its place nothing has changed, and then only names do.
    private void put(BackupFile backup, Map<String, byte[]> secrets) throws IOException {
        DatabaseCopy place = DatabaseCopy.of(database);
        place.requireAlone();
        Map<String, byte[]> files = new LinkedHashMap<>(backup.files(Backup.FILES));
        files.putAll(secrets);
        Path unpacked = folder.path("restored.database");
        try (FreshFiles fresh = folder.prepare(files)) {
            backup.unpackDatabase(unpacked);
            keepAside(place);
            place.restore(unpacked);
            fresh.take();
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    /// Copies what is there, the keys too, as passwords of the database are sealed under them.
    private void keepAside(DatabaseCopy place) throws IOException {
        DataFolder aside = new DataFolder(folder.path(ASIDE));
        Stream.of(Backup.KEYS, Backup.FILES)
                .flatMap(List::stream)
                .forEach(name -> folder.read(name).ifPresent(bytes -> aside.write(name, bytes)));
        if (place.isThere()) {
            Files.deleteIfExists(aside.path(Backup.DATABASE));
            place.write(aside.path(Backup.DATABASE));
        }
    }
}

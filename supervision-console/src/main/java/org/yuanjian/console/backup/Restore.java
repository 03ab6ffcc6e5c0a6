package org.yuanjian.console.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.store.CopyException;
import org.yuanjian.camera.store.DatabaseCopy;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.console.setting.DataFolder;

/// Puts a backup in the place of what is there, once all of it has been looked through; what was
/// there is copied aside before.
public final class Restore {
    /// Without these the records cannot be read, or the ledger not be gone on with.
    private static final List<String> NEEDED = List.of("vault.key", "ledger.key");

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
        } catch (IOException | CopyException e) {
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

    private void put(BackupFile backup, Map<String, byte[]> secrets) throws IOException {
        DatabaseCopy place = DatabaseCopy.of(database);
        Path fresh = folder.path("restored.database");
        Path aside = folder.path(ASIDE);
        try {
            backup.unpackDatabase(fresh);
            if (place.isThere()) {
                Files.deleteIfExists(aside);
                place.write(aside);
            }
            secrets.forEach(folder::write);
            backup.files(Backup.FILES).forEach(folder::write);
            place.restore(fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}

package org.yuanjian.console.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yuanjian.camera.store.CopyException;
import org.yuanjian.camera.store.DatabaseCopy;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.setting.DataFolder;
import tools.jackson.databind.json.JsonMapper;

/// Writes backups while the gateway works. The database is copied as of one moment; the keys go to
/// a file of their own, so that a lost backup tells no password.
public final class Backup {
    static final String MANIFEST = "backup.json";
    static final String DATABASE = "database";
    static final String HEAD = "head.txt";

    /// Files of the data folder that belong to an installation.
    static final List<String> FILES = List.of("platform-tickets.json");

    /// Files of the data folder that are kept apart.
    public static final List<String> KEYS =
            List.of("vault.key", "ledger.key", "ticket.key", "metrics.token");

    private final SqlSettings database;
    private final DataFolder folder;
    private final Ledger ledger;
    private final InstantSource clock;

    public Backup(SqlSettings database, DataFolder folder, Ledger ledger, InstantSource clock) {
        this.database = database;
        this.folder = folder;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @param file must not exist
    /// @return records of the ledger in it
    public long write(Path file) throws BackupException {
        TreeHead head =
                ledger.appendSealed(
                        AuditEvent.done(AuditKind.BACKUP, Actor.MACHINE, "installation")
                                .with("change", "written"));
        String at = clock.instant().toString();
        try (Archive archive = new Archive(file)) {
            Path copy = archive.scratch(DATABASE);
            DatabaseCopy.of(database).write(copy);
            try (InputStream bytes = Files.newInputStream(copy)) {
                archive.add(DATABASE, bytes);
            }
            archive.add(HEAD, text(head.line() + "\n"));
            for (String name : FILES) {
                add(archive, name);
            }
            Manifest manifest =
                    new Manifest(
                            Manifest.FORMAT,
                            at,
                            kind(database),
                            head.size(),
                            archive.sums(),
                            fingerprints(folder));
            archive.add(
                    MANIFEST,
                    new ByteArrayInputStream(JsonMapper.shared().writeValueAsBytes(manifest)));
            archive.finish();
            return head.size();
        } catch (IOException | CopyException e) {
            throw new BackupException("The backup cannot be written: " + e.getMessage(), e);
        }
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(Archive archive, String name) throws IOException {
        Optional<byte[]> bytes = folder.read(name);
        if (bytes.isPresent()) {
            archive.add(name, new ByteArrayInputStream(bytes.get()));
        }
    }

    static String kind(SqlSettings database) {
        return database.isSqlite() ? "sqlite" : "postgresql";
    }

    /// Tells keys from each other without telling them.
    static Map<String, String> fingerprints(DataFolder folder) {
        Map<String, String> sums = new LinkedHashMap<>();
        KEYS.forEach(
                name -> folder.read(name).ifPresent(bytes -> sums.put(name, Archive.sum(bytes))));
        return sums;
    }

    /// @param file must not exist
    public void writeKeys(Path file) throws BackupException {
        try (Archive archive = new Archive(file)) {
            for (String name : KEYS) {
                add(archive, name);
            }
            archive.finish();
        } catch (IOException e) {
            throw new BackupException("The keys cannot be written: " + e.getMessage(), e);
        }
    }
}

package org.yuanjian.console;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.backup.Backup;
import org.yuanjian.console.backup.BackupException;
import org.yuanjian.console.backup.Manifest;
import org.yuanjian.console.backup.Restore;
import org.yuanjian.console.session.SessionStore;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.YuanjianSettings;

/// Does what `./yuanjian backup` or `restore` was asked for.
final class BackupCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_COMMAND = 2;
    private static final String KEYS = "--keys";

    private final PrintStream out;
    private final PrintStream err;

    BackupCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// @return the exit code
    int run(List<String> words) {
        try {
            CommandLine line = CommandLine.parse("", words, List.of(KEYS));
            if (!List.of("backup", "restore").contains(line.verb()) || line.plain().size() != 1) {
                throw new IllegalArgumentException(
                        "backup FILE [--keys FILE], or restore FILE [--keys FILE]");
            }
            if (line.verb().equals("backup")) {
                backup(line);
            } else {
                restore(line);
            }
            return DONE;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_COMMAND;
        } catch (BackupException | AuditException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private static @Nullable Path keys(CommandLine line) {
        String file = line.options().get(KEYS);
        return file == null ? null : Path.of(file);
    }

    private void backup(CommandLine line) throws BackupException {
        Path file = Path.of(line.plain().getFirst());
        @Nullable Path keys = keys(line);
        for (Path target : keys == null ? List.of(file) : List.of(file, keys)) {
            if (Files.exists(target)) {
                throw new IllegalArgumentException(target + " is there already");
            }
        }
        line.with(
                BackupApplication.class,
                context -> {
                    write(context, file, keys);
                    return file;
                });
    }

    private void write(ConfigurableApplicationContext context, Path file, @Nullable Path keys)
            throws BackupException {
        DataFolder folder = context.getBean(DataFolder.class);
        YuanjianSettings settings = context.getBean(YuanjianSettings.class);
        Backup backup =
                new Backup(
                        settings.database().sql(folder),
                        folder,
                        context.getBean(Ledger.class),
                        context.getBean(Clock.class));
        long records = backup.write(file);
        out.printf("%s holds everything up to record %d of the ledger%n", file, records);
        if (keys == null) {
            out.printf(
                    "The keys are not in it; keep a copy of them elsewhere (--keys FILE): %s%n",
                    String.join(", ", Backup.KEYS));
        } else {
            backup.writeKeys(keys);
            out.printf("%s holds the keys: keep it elsewhere%n", keys);
        }
    }

    private void restore(CommandLine line) throws BackupException {
        YuanjianSettings settings =
                line.with(
                        BackupApplication.Settings.class,
                        context -> context.getBean(YuanjianSettings.class));
        DataFolder folder = new DataFolder(settings.data());
        SqlSettings database = settings.database().sql(folder);
        if (!database.isSqlite()) {
            // There the copy holds rows, and the tables have to be there for them.
            SqlStore.open(database, RegistryConfiguration.CONSOLE).close();
        }
        Manifest manifest =
                new Restore(database, folder).from(Path.of(line.plain().getFirst()), keys(line));
        int sessions = line.with(BackupApplication.class, context -> settle(context, manifest));
        out.printf(
                "Everything is as it was at %s; %d sessions of then were ended%n",
                manifest.at(), sessions);
        Path aside = folder.path(Restore.ASIDE);
        if (Files.exists(aside)) {
            out.printf("What was there before is in %s%n", aside);
        }
    }

    /// Sessions that were ended since would be open again.
    private static int settle(ConfigurableApplicationContext context, Manifest manifest) {
        context.getBean(Ledger.class)
                .append(
                        AuditEvent.done(AuditKind.BACKUP, Actor.MACHINE, "installation")
                                .with("change", "restored")
                                .with("at", manifest.at())
                                .with("records", Long.toString(manifest.records())));
        return new SessionStore(
                        context.getBean(SqlStore.class),
                        context.getBean(Clock.class),
                        context.getBean(YuanjianSettings.class).account())
                .endEverybody();
    }
}

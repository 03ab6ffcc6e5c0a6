package org.yuanjian.console.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yuanjian.console.setting.YuanjianSettings;

/// Looks at who may read what must stay secret, and at where records have room.
final class FileCheck {
    private static final long LEAST_BYTES = 2L << 30;
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
    private static final List<String> SECRETS =
            List.of(
                    "vault.key",
                    "ticket.key",
                    "ledger.key",
                    "metrics.token",
                    "records.db",
                    "records.db-wal",
                    "ready.json");

    private final YuanjianSettings settings;
    private final UnaryOperator<String> properties;

    /// @param properties any setting by its name; empty where it is not set
    FileCheck(YuanjianSettings settings, UnaryOperator<String> properties) {
        this.settings = settings;
        this.properties = properties;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(secrets());
        if (!Files.isDirectory(settings.data())) {
            findings.add(
                    Finding.note(
                            "there is no " + settings.data() + " yet: the first start makes it"));
            return findings;
        }
        findings.add(room());
        findings.add(secondPlace());
        return findings;
    }

    private List<Finding> secrets() {
        List<Path> files = new ArrayList<>();
        files.add(settings.data());
        SECRETS.forEach(name -> files.add(settings.data().resolve(name)));
        files.add(settings.cameras());
        if (settings.tls().isOn()) {
            files.add(Path.of(settings.tls().key()));
        }
        List<Finding> open =
                files.stream()
                        .filter(FileCheck::isOpenToOthers)
                        .map(file ->
                                Finding.bad(
                                        "others may look into "
                                                + file
                                                + ": chmod "
                                                + (Files.isDirectory(file) ? "700 " : "600 ")
                                                + file))
                        .toList();
        return open.isEmpty() ? List.of(Finding.ok("keys are this user's own")) : open;
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> mode = EnumSet.copyOf(withOne(file));
            mode.retainAll(OTHERS);
            return !mode.isEmpty();
        } catch (IOException | UnsupportedOperationException e) {
            // It is not there, or not on a disk that knows of this.
            return false;
        }
    }

    /// Never empty, so that it can be copied.
    private static Set<PosixFilePermission> withOne(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        return mode.isEmpty() ? PosixFilePermissions.fromString("r--------") : mode;
    }

    private Finding room() {
        try {
            long free = Files.getFileStore(settings.data()).getUsableSpace();
            String words = (free >> 20) + " MiB are free for records";
            return free < LEAST_BYTES
                    ? Finding.bad(
                            words + ": below 2048 make room, without it nobody sees a picture")
                    : Finding.ok(words);
        } catch (IOException e) {
            return Finding.bad("nobody can say what is free at " + settings.data());
        }
    }

    private Finding secondPlace() {
        String place =
                properties.apply("yuanjian.ledger.second-place").replaceFirst("^file://", "");
        if (place.isEmpty()) {
            return Finding.bad(
                    "the ledger has no second place, who may write to this disk can cut"
                            + " it: set yuanjian.ledger.second-place to another disk, https://… or s3://…");
        } else if (place.contains("://")) {
            return Finding.ok("heads of the ledger go to " + withoutSecrets(place));
        }
        try {
            return isSameDisk(Path.of(place))
                    ? Finding.bad(
                            "the second place of the ledger is on the disk of the records: "
                                    + place
                                    + " should be on another")
                    : Finding.ok("heads of the ledger go to " + place);
        } catch (IOException e) {
            return Finding.bad("the second place of the ledger cannot be reached: " + place);
        }
    }

    private static String withoutSecrets(String url) {
        return url.replaceAll("//[^/]*@", "//").replaceAll("\\?.*", "");
    }

    private boolean isSameDisk(Path place) throws IOException {
        return Files.getFileStore(place).equals(Files.getFileStore(settings.data()));
    }
}

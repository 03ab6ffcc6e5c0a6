package org.yuanjian.console.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.evidence.EvidenceClip.Media;
import org.yuanjian.console.evidence.EvidenceClip.State;
import org.yuanjian.relay.record.ClipEnd;
import org.yuanjian.relay.record.ClipScan;
import org.yuanjian.relay.record.RecordIndex;

/// Completes files of clips: the signed manifest first, then the record in the ledger, then the
/// row; each step can be done again. Any thread that may wait.
final class EvidenceSeal {
    /// As much as a manifest can need, so that a clip that filled the disk can still be signed.
    private static final int RESERVE_BYTES = 256 * 1024;

    private static final String ASIDE = ".deleted";

    private final Path folder;
    private final EvidenceStore store;
    private final AuditTrail audit;
    private final LedgerKey key;
    private final String software;

    EvidenceSeal(Path folder, EvidenceStore store, AuditTrail audit, LedgerKey key) {
        this.folder = folder;
        this.store = store;
        this.audit = audit;
        this.key = key;
        String built = EvidenceSeal.class.getPackage().getImplementationVersion();
        this.software = built == null ? "development" : built;
    }

    private Path path(String clip) {
        return folder.resolve(clip + ".mp4");
    }

    private Path reserve(String clip) {
        return folder.resolve(clip + ".reserve");
    }

    /// Where the clip's file will be; keeps room for its manifest.
    Path prepare(String clip) throws IOException {
        Files.write(reserve(clip), new byte[RESERVE_BYTES]);
        return path(clip);
    }

    /// Bytes that the folder, made if it is missing, still takes.
    long freeBytes() throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.getFileStore(folder).getUsableSpace();
    }

    /// The file of a sealed clip, where it is here.
    Optional<Path> file(EvidenceClip clip) {
        return Optional.of(path(clip.id())).filter(Files::isRegularFile);
    }

    private Path aside(String clip) {
        return folder.resolve(clip + ASIDE);
    }

    /// Takes the file of a clip that is about to be deleted out of sight, where it is here.
    void putAside(String clip) {
        move(path(clip), aside(clip));
    }

    /// Undoes that.
    void putBack(String clip) {
        move(aside(clip), path(clip));
    }

    private static void move(Path from, Path to) {
        try {
            if (Files.exists(from)) {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Clips whose files were put aside.
    List<String> aside() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ASIDE))
                    .map(name -> name.substring(0, name.length() - ASIDE.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For good.
    void deleteAside(String clip) {
        try {
            Files.deleteIfExists(aside(clip));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a clip came to that broke off as the gateway ended.
    ClipEnd broken(EvidenceClip clip) throws IOException {
        Path file = path(clip.id());
        RecordIndex left = Files.exists(file) ? ClipScan.complete(file) : RecordIndex.NOTHING;
        return new ClipEnd(ClipEnd.Why.BROKEN_OFF, left, 0, ClipEnd.Sound.NONE);
    }

    /// Seals what was recorded, or takes away an empty file.
    void finish(EvidenceClip clip, ClipEnd end) throws IOException {
        RecordIndex index = end.index();
        boolean isThere = !index.fragments().isEmpty();
        Files.deleteIfExists(reserve(clip.id()));
        if (isThere) {
            write(clip, end);
        } else {
            Files.deleteIfExists(path(clip.id()));
        }
        Media media =
                new Media(
                        end.why().key(),
                        index.first().orElse(null),
                        index.last().orElse(null),
                        isThere ? index.bytes() : 0,
                        isThere ? index.sha256() : "");
        EvidenceClip ended = clip.ended(isThere ? State.SEALED : State.FAILED, media);
        audit.append(event(ended).with("fragments", Integer.toString(index.fragments().size())));
        store.end(ended);
    }

    private void write(EvidenceClip clip, ClipEnd end) throws IOException {
        try {
            EvidenceBox.write(path(clip.id()), EvidenceManifest.of(clip, end, key, software), key);
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AuditEvent event(EvidenceClip clip) {
        Media media = clip.media();
        return AuditEvent.done(AuditKind.EVIDENCE, Actor.SYSTEM, clip.order().point())
                .because(clip.order().purpose(), "")
                .with("change", clip.state().key())
                .with("clip", clip.id())
                .with("ended", media.ended())
                .with("bytes", Long.toString(media.bytes()))
                .with("sha256", media.sha256());
    }
}

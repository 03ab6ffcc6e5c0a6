package org.yuanjian.console.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerPublicKeys;
import org.yuanjian.relay.record.ClipScan;
import org.yuanjian.relay.record.RecordIndex;
import org.yuanjian.relay.record.RecordedFragment;

/// Checks an evidence file: who signed its manifest, and every byte of it against that. Needs no
/// network, no database and little memory, and believes no length that the file tells.
public final class EvidenceVerifier {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final @Nullable LedgerPublicKeys keys;

    /// What a file was found to be.
    ///
    /// @param isVouched whether one of the keys at hand signed it; else only the enclosed one did
    /// @param key id of the key that signed
    /// @param about the point and the stream
    /// @param media times and fragments
    public record Verified(
            boolean isVouched, String key, String clip, String about, RecordIndex media) {}

    /// @param keys believed; null where none is at hand
    public EvidenceVerifier(@Nullable LedgerPublicKeys keys) {
        this.keys = keys;
    }

    /// @throws EvidenceException for the first thing that is wrong
    public Verified verify(Path path) throws IOException, EvidenceException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            EvidenceBox box = box(path, file);
            EvidenceManifest manifest = box.manifest();
            boolean isVouched = isSigned(keys, box);
            if (!isVouched && !isSigned(enclosed(manifest), box)) {
                throw new EvidenceException("the manifest was changed: its signature does not fit");
            }
            checkMedia(file, manifest.media(), file.size() - box.bytes());
            return new Verified(
                    isVouched,
                    manifest.keyId(),
                    manifest.clip(),
                    manifest.about(),
                    manifest.media());
        }
    }

    /// Without a manifest the fragments only tell of themselves: enough to say where it ends.
    private static EvidenceBox box(Path path, FileChannel file)
            throws IOException, EvidenceException {
        try {
            return EvidenceBox.read(file);
        } catch (FormatException e) {
            int whole = ClipScan.scan(path).fragments().size();
            throw new EvidenceException(
                    "%s; of its fragments the first %d are whole by themselves, fragment %d is the first that is not"
                            .formatted(e.getMessage(), whole, whole + 1));
        }
    }

    private static boolean isSigned(@Nullable LedgerPublicKeys by, EvidenceBox box) {
        EvidenceManifest manifest = box.manifest();
        return by != null && by.signed(manifest.keyId(), manifest.signedBytes(), box.signature());
    }

    private static @Nullable LedgerPublicKeys enclosed(EvidenceManifest manifest) {
        try {
            return LedgerPublicKeys.parse(manifest.publicKey());
        } catch (FormatException e) {
            return null;
        }
    }

    private static void checkMedia(FileChannel file, RecordIndex media, long bytes)
            throws IOException, EvidenceException {
        MessageDigest all = sha256();
        if (!holds(file, new Part(0, media.initBytes(), media.initSha256()), bytes, all)) {
            throw new EvidenceException("what stands before the first fragment was changed");
        }
        long at = media.initBytes();
        for (int i = 0; i < media.fragments().size(); i++) {
            RecordedFragment next = media.fragments().get(i);
            Part part = new Part(at, next.bytes(), next.sha256());
            if (next.offset() != at || !holds(file, part, bytes, all)) {
                throw new EvidenceException(
                        "fragment %d of %d, from %s on, was changed, moved or cut"
                                .formatted(i + 1, media.fragments().size(), next.first()));
            }
            at += next.bytes();
        }
        if (at != bytes || !media.sha256().equals(HexFormat.of().formatHex(all.digest()))) {
            throw new EvidenceException("something was put behind the last fragment");
        }
    }

    /// Bytes of the file and what they should be.
    private record Part(long at, long bytes, String sha256) {}

    private static boolean holds(FileChannel file, Part part, long end, MessageDigest all)
            throws IOException {
        if (part.bytes() <= 0 || part.bytes() > end - part.at()) {
            return false;
        }
        MessageDigest own = sha256();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long at = part.at();
        long to = at + part.bytes();
        while (at < to) {
            chunk.clear().limit((int) Math.min(to - at, CHUNK_BYTES));
            int count = file.read(chunk, at);
            if (count < 0) {
                return false;
            }
            own.update(chunk.flip().duplicate());
            all.update(chunk);
            at += count;
        }
        return part.sha256().equals(HexFormat.of().formatHex(own.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

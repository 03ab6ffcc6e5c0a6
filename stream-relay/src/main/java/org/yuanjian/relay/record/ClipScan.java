package org.yuanjian.relay.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a clip's file up to its last whole fragment, believing no length that it tells.
public final class ClipScan {
    private static final int MOST_HEADER_BYTES = 1 << 20;
    private static final long MOST_MEDIA_BYTES = 64 << 20;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final HexFormat HEX = HexFormat.of();

    private final FileChannel file;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    private long at;

    private ClipScan(FileChannel file) {
        this.file = file;
    }

    /// What the file holds; no fragments if it is none of ours, or broke off before the first.
    public static RecordIndex scan(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return new ClipScan(file).scan();
        }
    }

    /// Takes away what stands behind the last whole fragment.
    ///
    /// @return what is left
    public static RecordIndex complete(Path path) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            RecordIndex index = new ClipScan(file).scan();
            file.truncate(index.bytes());
            file.force(true);
            return index;
        }
    }

    private RecordIndex scan() throws IOException {
        long ftyp = length(0, ClipBoxes.FTYP, MOST_HEADER_BYTES);
        long moov = ftyp == 0 ? 0 : length(ftyp, ClipBoxes.MOOV, MOST_HEADER_BYTES);
        if (moov == 0) {
            return new RecordIndex("", 0, "", List.of(), sum(0, 0));
        }
        long init = ftyp + moov;
        String initSha256 = sum(0, init);
        at = init;
        List<RecordedFragment> fragments = new ArrayList<>();
        for (RecordedFragment next = fragment(); next != null; next = fragment()) {
            fragments.add(next);
            at += next.bytes();
        }
        return new RecordIndex("", init, initSha256, fragments, sum(0, at));
    }

    /// The whole fragment that begins here; null if there is none.
    private @Nullable RecordedFragment fragment() throws IOException {
        ClipBoxes.@Nullable Times times = times();
        if (times == null) {
            return null;
        }
        long moofAt = at + ClipBoxes.TIMES_BYTES;
        long moof = length(moofAt, ClipBoxes.MOOF, MOST_HEADER_BYTES);
        long mdat = moof == 0 ? 0 : length(moofAt + moof, ClipBoxes.MDAT, MOST_MEDIA_BYTES);
        if (mdat == 0 || !sum(moofAt, moof + mdat).equals(times.sha256())) {
            return null;
        }
        long bytes = ClipBoxes.TIMES_BYTES + moof + mdat;
        return new RecordedFragment(at, bytes, sum(at, bytes), times.first(), times.last());
    }

    private ClipBoxes.@Nullable Times times() throws IOException {
        ByteBuffer box = ByteBuffer.allocate(ClipBoxes.TIMES_BYTES);
        return read(box, at) ? ClipBoxes.read(box.flip()) : null;
    }

    /// Bytes of the box of this type that begins there and lies in the file as a whole; 0 if none
    /// does. Sizes 0 and 1, for the rest of the file and for large boxes, are never ours.
    private long length(long position, int type, long most) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(ClipBoxes.HEADER_BYTES);
        if (!read(header, position)) {
            return 0;
        }
        header.flip();
        long length = Integer.toUnsignedLong(header.getInt());
        boolean fits =
                header.getInt() == type
                        && length >= ClipBoxes.HEADER_BYTES
                        && length <= most
                        && length <= file.size() - position;
        return fits ? length : 0;
    }

    private boolean read(ByteBuffer whole, long position) throws IOException {
        while (whole.hasRemaining()) {
            int count = file.read(whole, position + whole.position());
            if (count < 0) {
                return false;
            }
        }
        return true;
    }

    private String sum(long from, long bytes) throws IOException {
        MessageDigest digest = ClipBoxes.sha256();
        long left = bytes;
        while (left > 0) {
            chunk.clear().limit((int) Math.min(left, CHUNK_BYTES));
            int count = file.read(chunk, from + bytes - left);
            if (count < 0) {
                throw new IOException("the file grows shorter");
            }
            digest.update(chunk.flip());
            left -= count;
        }
        return HEX.formatHex(digest.digest());
    }
}

package org.yuanjian.relay.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The box of ours before each `moof` (ISO/IEC 14496-12 §4.2), which players pass over. By it a
/// file that broke off tells the times of what it holds, and which of its fragments are whole.
///
///     | size 4 | 'uuid' | our type 16 | first 8 | last 8 | SHA-256 of moof and mdat 32 |
///
/// Times are microseconds since 1970 UTC.
final class ClipBoxes {
    static final int TIMES_BYTES = 72;
    static final int HEADER_BYTES = 8;

    static final int FTYP = type("ftyp");
    static final int MOOV = type("moov");
    static final int MOOF = type("moof");
    static final int MDAT = type("mdat");
    static final int UUID = type("uuid");

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] TIMES = HEX.parseHex("9d3f6a2e51c84b0e8a7d1f20c6b4e915");
    private static final int HASH_BYTES = 32;

    private ClipBoxes() {}

    /// What the box says.
    ///
    /// @param sha256 of `moof` and `mdat`, in hexadecimal digits
    record Times(Instant first, Instant last, String sha256) {}

    private static int type(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] write(Times times) {
        return ByteBuffer.allocate(TIMES_BYTES)
                .putInt(TIMES_BYTES)
                .putInt(UUID)
                .put(TIMES)
                .putLong(micros(times.first()))
                .putLong(micros(times.last()))
                .put(HEX.parseHex(times.sha256()))
                .array();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /// @param box all of it
    /// @return null if it is no such box
    static @Nullable Times read(ByteBuffer box) {
        if (box.remaining() != TIMES_BYTES
                || box.getInt() != TIMES_BYTES
                || box.getInt() != UUID
                || !Arrays.equals(bytes(box, TIMES.length), TIMES)) {
            return null;
        }
        // Any number of microseconds is an instant.
        Instant first = Instant.EPOCH.plus(box.getLong(), ChronoUnit.MICROS);
        Instant last = Instant.EPOCH.plus(box.getLong(), ChronoUnit.MICROS);
        return new Times(first, last, HEX.formatHex(bytes(box, HASH_BYTES)));
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }
}

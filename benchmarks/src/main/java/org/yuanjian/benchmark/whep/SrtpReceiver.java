package org.yuanjian.benchmark.whep;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Decrypts SRTP under AES-128-GCM (RFC 7714) and follows the sequence numbers of each source. One
/// thread.
final class SrtpReceiver {
    private static final int TAG_BYTES = 16;
    private static final int TAG_BITS = 128;
    private static final int BLOCK = 16;
    private static final int LABEL_AT = 7;
    private static final int LABEL_KEY = 0;
    private static final int LABEL_SALT = 2;
    private static final int SALT_BYTES = 12;
    private static final int FIXED_HEADER = 12;
    private static final int SSRC_AT = 8;
    private static final int HALF_RANGE = 1 << 15;

    private final @Nullable SecretKeySpec key;
    private final byte[] salt;
    private final Cipher cipher;
    private final byte[] iv = new byte[SALT_BYTES];
    private final Map<Integer, Source> sources = new HashMap<>();

    /// For packets under these keys.
    static SrtpReceiver of(byte[] masterKey, byte[] masterSalt) throws GeneralSecurityException {
        return new SrtpReceiver(
                new SecretKeySpec(derive(masterKey, masterSalt, LABEL_KEY, BLOCK), "AES"),
                derive(masterKey, masterSalt, LABEL_SALT, SALT_BYTES));
    }

    private SrtpReceiver(@Nullable SecretKeySpec key, byte[] salt) throws GeneralSecurityException {
        this.key = key;
        this.salt = salt;
        this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    }

    /// For packets in the clear with empty room where the tag would be, as the bare loop sends
    /// them.
    static SrtpReceiver plain() throws GeneralSecurityException {
        return new SrtpReceiver(null, new byte[SALT_BYTES]);
    }

    /// RFC 3711 §4.3.1 with the 12-byte salt of RFC 7714 §11, padded on the right: AES in counter
    /// mode over `salt ^ label`.
    private static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int bytes)
            throws GeneralSecurityException {
        byte[] counter = new byte[BLOCK];
        System.arraycopy(masterSalt, 0, counter, 0, masterSalt.length);
        counter[LABEL_AT] ^= (byte) label;
        Cipher ctr = Cipher.getInstance("AES/CTR/NoPadding");
        ctr.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(masterKey, "AES"),
                new IvParameterSpec(counter));
        return ctr.doFinal(new byte[bytes]);
    }

    /// Length of the header that stays in the clear: fixed part, CSRCs and extension.
    static int headerBytes(byte[] packet) {
        int at = FIXED_HEADER + 4 * (packet[0] & 15);
        if ((packet[0] & 0x10) != 0) {
            at += 4 + 4 * (((packet[at + 2] & 255) << 8) | (packet[at + 3] & 255));
        }
        return at;
    }

    /// Decrypts the payload of `packet` into `payload`.
    ///
    /// @return how many bytes the payload has
    int unprotect(byte[] packet, int length, byte[] payload) throws GeneralSecurityException {
        Source source = source(packet);
        int sequence = ((packet[2] & 255) << 8) | (packet[3] & 255);
        int rollover = source.rollover(sequence);
        int header = headerBytes(packet);
        int bytes = length - header - TAG_BYTES;
        if (key == null) {
            System.arraycopy(packet, header, payload, 0, bytes);
        } else {
            setIv(packet, rollover, sequence);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(packet, 0, header);
            cipher.doFinal(packet, header, length - header, payload, 0);
        }
        source.count(((long) rollover << 16) + sequence);
        return bytes;
    }

    /// RFC 7714 §8.1: 00 00 | SSRC | rollover counter | sequence number, all ^ salt.
    private void setIv(byte[] packet, int rollover, int sequence) {
        iv[0] = salt[0];
        iv[1] = salt[1];
        for (int i = 0; i < 4; i++) {
            iv[2 + i] = (byte) (packet[SSRC_AT + i] ^ salt[2 + i]);
            iv[6 + i] = (byte) ((rollover >> (24 - 8 * i)) ^ salt[6 + i]);
        }
        iv[10] = (byte) ((sequence >> 8) ^ salt[10]);
        iv[11] = (byte) (sequence ^ salt[11]);
    }

    private Source source(byte[] packet) {
        int ssrc = ByteBuffer.wrap(packet).getInt(SSRC_AT);
        return sources.computeIfAbsent(ssrc, _ -> new Source());
    }

    void mark() {
        sources.values().forEach(Source::mark);
    }

    /// Packets that did not come since the last mark, over all sources.
    long lost() {
        return sources.values().stream().mapToLong(Source::lost).sum();
    }

    /// What came of one SSRC.
    private static final class Source {
        private long highest = -1;
        private long base = -1;
        private long received;

        /// RFC 3711 §3.3.1: the rollover counter that brings the packet nearest to the highest one.
        int rollover(int sequence) {
            if (highest < 0) {
                return 0;
            }
            int current = (int) (highest >> 16);
            int last = (int) (highest & 0xFFFF);
            if (last < HALF_RANGE) {
                return sequence - last > HALF_RANGE ? Math.max(0, current - 1) : current;
            }
            return last - HALF_RANGE > sequence ? current + 1 : current;
        }

        void count(long index) {
            base = base < 0 ? index - 1 : base;
            highest = Math.max(highest, index);
            received++;
        }

        void mark() {
            base = highest;
            received = 0;
        }

        long lost() {
            return highest < 0 ? 0 : Math.max(0, highest - base - received);
        }
    }
}

package org.yuanjian.relay.webrtc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.yuanjian.media.rtp.MalformedPacketException;

/// One STUN message as ICE uses it (RFC 8489 §5, RFC 8445 §7.1).
///
///      0                             16                             31
///     |0 0|      message type         |         length (4 × n)       |
///     |                 magic cookie 0x2112A442                      |
///     |                 transaction id, 12 bytes                     |
///     |       attribute type          |           length             |  value, padded to 4 …
///
/// @param bytes the whole message
/// @param type message class and method
/// @param username value of USERNAME, empty if there is none
/// @param nominates whether it carries USE-CANDIDATE
/// @param integrityAt where MESSAGE-INTEGRITY begins, 0 if there is none
@SuppressWarnings("ArrayRecordComponent") // never compared
record StunMessage(byte[] bytes, int type, String username, boolean nominates, int integrityAt) {
    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_SUCCESS = 0x0101;
    static final int HEADER_BYTES = 20;
    static final int MAGIC_COOKIE = 0x2112A442;
    static final int TRANSACTION_BYTES = 12;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;

    static final int FINGERPRINT_XOR = 0x5354554E;
    static final int INTEGRITY_BYTES = 20;

    private static final int MAX_USERNAME_BYTES = 513; // RFC 8489 §14.3
    private static final int TRANSACTION_AT = 8;

    /// Reads a message; a FINGERPRINT that does not match makes it none.
    static StunMessage parse(byte[] bytes) throws MalformedPacketException {
        if (bytes.length < HEADER_BYTES) {
            throw new MalformedPacketException("STUN message shorter than its header");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int type = in.getShort() & 0xFFFF;
        int length = in.getShort() & 0xFFFF;
        if ((type & 0xC000) != 0
                || in.getInt() != MAGIC_COOKIE
                || length != bytes.length - HEADER_BYTES
                || (length & 3) != 0) {
            throw new MalformedPacketException("not a STUN message");
        }
        return parseAttributes(bytes, type);
    }

    private static StunMessage parseAttributes(byte[] bytes, int type)
            throws MalformedPacketException {
        String username = "";
        boolean nominates = false;
        int integrityAt = 0;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int at = HEADER_BYTES; at < bytes.length; ) {
            int attribute = in.getShort(at) & 0xFFFF;
            int size = in.getShort(at + 2) & 0xFFFF;
            if (size > bytes.length - at - 4) {
                throw new MalformedPacketException("STUN attribute cut off");
            }
            // RFC 8489 §14.5: what follows MESSAGE-INTEGRITY is not protected and does not count,
            // but for FINGERPRINT.
            boolean counts = integrityAt == 0;
            if (attribute == FINGERPRINT) {
                checkFingerprint(bytes, at, size);
            } else if (counts && attribute == USERNAME && size <= MAX_USERNAME_BYTES) {
                username = new String(bytes, at + 4, size, StandardCharsets.UTF_8);
            } else if (counts && attribute == USE_CANDIDATE) {
                nominates = true;
            } else if (counts && attribute == MESSAGE_INTEGRITY && size == INTEGRITY_BYTES) {
                integrityAt = at;
            }
            at += 4 + (size + 3 & ~3);
        }
        return new StunMessage(bytes, type, username, nominates, integrityAt);
    }

    // RFC 8489 §14.7: CRC-32 of all before it, and it is the last attribute.
    private static void checkFingerprint(byte[] bytes, int at, int size)
            throws MalformedPacketException {
        if (size != 4
                || at + 8 != bytes.length
                || ByteBuffer.wrap(bytes).getInt(at + 4) != fingerprint(bytes, at)) {
            throw new MalformedPacketException("STUN fingerprint does not match");
        }
    }

    static int fingerprint(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    boolean isBindingRequest() {
        return type == BINDING_REQUEST;
    }

    byte[] transactionId() {
        return Arrays.copyOfRange(bytes, TRANSACTION_AT, TRANSACTION_AT + TRANSACTION_BYTES);
    }

    /// The user name's first part, which names us (RFC 8445 §7.2.2); empty if there is none.
    String ourFragment() {
        int colon = username.indexOf(':');
        return colon < 0 ? "" : username.substring(0, colon);
    }

    /// Whether its MESSAGE-INTEGRITY was made with `password`.
    boolean isSignedWith(String password) {
        if (integrityAt == 0) {
            return false;
        }
        byte[] expected = StunBuilder.integrity(bytes, integrityAt, password);
        int from = integrityAt + 4;
        return MessageDigest.isEqual(
                expected, Arrays.copyOfRange(bytes, from, from + INTEGRITY_BYTES));
    }
}

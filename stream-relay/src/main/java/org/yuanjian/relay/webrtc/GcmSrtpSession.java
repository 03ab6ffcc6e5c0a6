package org.yuanjian.relay.webrtc;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// SRTP with AEAD_AES_128_GCM (RFC 7714) on the JDK's ciphers.
///
///     RTP:   | header, authenticated      | payload, encrypted | tag 16 |
///     RTCP:  | first 8 bytes, authenticated | rest, encrypted  | tag 16 | 1, index 31 bits |
final class GcmSrtpSession implements SrtpSession {
    private static final int TAG_BYTES = 16;
    private static final int TAG_BITS = 128;
    private static final int IV_BYTES = 12;
    private static final int KEY_BYTES = 16;
    private static final int RTCP_HEADER_BYTES = 8;
    private static final int INDEX_BYTES = 4;
    private static final int ENCRYPTED = 0x80000000;

    // RFC 3711 §4.3.2: labels of key derivation.
    private static final int RTP_KEY = 0;
    private static final int RTP_SALT = 2;
    private static final int RTCP_KEY = 3;
    private static final int RTCP_SALT = 5;

    private final Direction rtpOut;
    private final Direction rtcpOut;
    private final Direction rtcpIn;
    private final ReplayWindow replay = new ReplayWindow();
    private final byte[] index = new byte[INDEX_BYTES];
    private int rtcpIndex;

    GcmSrtpSession(SrtpKeys.Master ours, SrtpKeys.Master theirs) throws GeneralSecurityException {
        rtpOut = new Direction(ours, RTP_KEY, RTP_SALT);
        rtcpOut = new Direction(ours, RTCP_KEY, RTCP_SALT);
        rtcpIn = new Direction(theirs, RTCP_KEY, RTCP_SALT);
    }

    @Override
    public int protectRtp(byte[] packet, long sequence, byte[] payload, int payloadBytes)
            throws GeneralSecurityException {
        int header = SrtpSession.headerBytes(packet);
        // RFC 7714 §8.1: SSRC, roll-over counter and sequence number.
        Cipher cipher = rtpOut.start(Cipher.ENCRYPT_MODE, intAt(packet, 8), sequence);
        cipher.updateAAD(packet, 0, header);
        return header + cipher.doFinal(payload, 0, payloadBytes, packet, header);
    }

    @Override
    public int protectRtcp(byte[] packet, int length) throws GeneralSecurityException {
        rtcpIndex = rtcpIndex + 1 & ~ENCRYPTED;
        putInt(index, 0, ENCRYPTED | rtcpIndex);
        Cipher cipher = startRtcp(rtcpOut, Cipher.ENCRYPT_MODE, packet, rtcpIndex);
        int body = length - RTCP_HEADER_BYTES;
        int end =
                RTCP_HEADER_BYTES
                        + cipher.doFinal(
                                packet, RTCP_HEADER_BYTES, body, packet, RTCP_HEADER_BYTES);
        System.arraycopy(index, 0, packet, end, INDEX_BYTES);
        return end + INDEX_BYTES;
    }

    @Override
    public int openRtcp(byte[] packet, int length) throws GeneralSecurityException {
        int end = length - INDEX_BYTES;
        int body = end - RTCP_HEADER_BYTES;
        if (body < TAG_BYTES) {
            return 0;
        }
        int word = intAt(packet, end);
        int number = word & ~ENCRYPTED;
        if ((word & ENCRYPTED) == 0 || !replay.isNew(number)) {
            return 0;
        }
        putInt(index, 0, word);
        Cipher cipher = startRtcp(rtcpIn, Cipher.DECRYPT_MODE, packet, number);
        try {
            int plain = cipher.doFinal(packet, RTCP_HEADER_BYTES, body, packet, RTCP_HEADER_BYTES);
            replay.add(number);
            return RTCP_HEADER_BYTES + plain;
        } catch (AEADBadTagException e) {
            return 0;
        }
    }

    // RFC 7714 §9.1 and §17: the associated data is the header and the word that ends the packet.
    private Cipher startRtcp(Direction direction, int mode, byte[] packet, int number)
            throws GeneralSecurityException {
        Cipher cipher = direction.start(mode, intAt(packet, 4), number);
        cipher.updateAAD(packet, 0, RTCP_HEADER_BYTES);
        cipher.updateAAD(index, 0, INDEX_BYTES);
        return cipher;
    }

    private static int intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }

    private static void putInt(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /// One session key with its salt and the cipher that uses it.
    private static final class Direction {
        private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        private final SecretKeySpec key;
        private final byte[] salt;
        private final byte[] iv = new byte[IV_BYTES];

        Direction(SrtpKeys.Master master, int keyLabel, int saltLabel)
                throws GeneralSecurityException {
            this.key = new SecretKeySpec(derive(master, keyLabel, KEY_BYTES), "AES");
            this.salt = derive(master, saltLabel, IV_BYTES);
        }

        /// RFC 3711 §4.3.1 and §4.3.3: the key stream of AES-CM under the master key, started at
        /// the salt with the label in it; RFC 7714 §11: the salt of 12 bytes is padded to 14.
        private static byte[] derive(SrtpKeys.Master master, int label, int bytes)
                throws GeneralSecurityException {
            byte[] start = Arrays.copyOf(master.salt(), 16);
            start[7] ^= (byte) label;
            Cipher counter = Cipher.getInstance("AES/CTR/NoPadding");
            counter.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(master.key(), "AES"),
                    new IvParameterSpec(start));
            return counter.doFinal(new byte[bytes]);
        }

        /// Begins a packet: the IV is two zero bytes, the SSRC and the six lower bytes of `number`,
        /// all under the salt.
        Cipher start(int mode, int ssrc, long number) throws GeneralSecurityException {
            iv[0] = 0;
            iv[1] = 0;
            putInt(iv, 2, ssrc);
            iv[6] = (byte) (number >>> 40);
            iv[7] = (byte) (number >>> 32);
            putInt(iv, 8, (int) number);
            for (int i = 0; i < IV_BYTES; i++) {
                iv[i] ^= salt[i];
            }
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            return cipher;
        }
    }
}

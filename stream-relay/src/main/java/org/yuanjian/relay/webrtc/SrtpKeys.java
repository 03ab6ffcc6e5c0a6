package org.yuanjian.relay.webrtc;

import java.util.Arrays;

/// What a DTLS handshake yields for SRTP (RFC 5764 §4.2).
///
/// @param profile how packets are protected
/// @param client key and salt of the one who offered DTLS: the viewer
/// @param server key and salt of this side
record SrtpKeys(SrtpProfile profile, Master client, Master server) {
    /// A master key and its salt; never compared, never changed.
    @SuppressWarnings("ArrayRecordComponent")
    record Master(byte[] key, byte[] salt) {
        @Override
        public String toString() {
            return "Master[…]";
        }
    }

    /// The protection profiles chosen from, the better first.
    enum SrtpProfile {
        AES_GCM_128(7, 12, 16),
        AES_CM_128_SHA1_80(1, 14, 10);

        static final int KEY_BYTES = 16;

        private final int number;
        private final int saltBytes;
        private final int tagBytes;

        SrtpProfile(int number, int saltBytes, int tagBytes) {
            this.number = number;
            this.saltBytes = saltBytes;
            this.tagBytes = tagBytes;
        }

        /// As in the DTLS extension use_srtp (RFC 5764 §4.1.2, RFC 7714 §14.2).
        int number() {
            return number;
        }

        int tagBytes() {
            return tagBytes;
        }

        /// Bytes to export from the handshake.
        int materialBytes() {
            return 2 * (KEY_BYTES + saltBytes);
        }
    }

    /// Cuts exported keying material: client key, server key, client salt, server salt.
    static SrtpKeys of(SrtpProfile profile, byte[] material) {
        int key = SrtpProfile.KEY_BYTES;
        int salt = profile.saltBytes;
        int salts = 2 * key;
        return new SrtpKeys(
                profile,
                new Master(
                        Arrays.copyOf(material, key),
                        Arrays.copyOfRange(material, salts, salts + salt)),
                new Master(
                        Arrays.copyOfRange(material, key, salts),
                        Arrays.copyOfRange(material, salts + salt, salts + 2 * salt)));
    }
}

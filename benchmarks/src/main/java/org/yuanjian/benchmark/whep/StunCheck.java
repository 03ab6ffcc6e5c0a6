package org.yuanjian.benchmark.whep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the connectivity checks of a controlling ICE agent that nominates at once (RFC 8445 §7.2,
/// RFC 8489).
final class StunCheck {
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int BINDING_REQUEST = 0x0001;
    private static final int BINDING_SUCCESS = 0x0101;
    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int PRIORITY = 0x0024;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int FINGERPRINT = 0x8028;
    private static final int CONTROLLING = 0x802A;
    private static final int FINGERPRINT_XOR = 0x5354554e;
    private static final int HEADER = 20;
    private static final int MAC_BYTES = 20;
    private static final int HOST_PRIORITY = 1_853_824_767;
    private static final int ROOM = 256;

    private final byte[] username;
    private final SecretKeySpec key;
    private final SplittableRandom random;

    /// @param username theirs, a colon, ours
    /// @param password theirs
    StunCheck(String username, String password, SplittableRandom random) {
        this.username = username.getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1");
        this.random = random;
    }

    static boolean isSuccess(ByteBuffer packet) {
        return packet.remaining() >= HEADER
                && packet.getShort(packet.position()) == BINDING_SUCCESS;
    }

    ByteBuffer request() throws GeneralSecurityException {
        ByteBuffer out = ByteBuffer.allocate(ROOM);
        out.putShort((short) BINDING_REQUEST).putShort((short) 0).putInt(MAGIC_COOKIE);
        out.putInt(random.nextInt()).putLong(random.nextLong());
        attribute(out, USERNAME, username.length).put(username);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
        attribute(out, CONTROLLING, Long.BYTES).putLong(random.nextLong());
        attribute(out, USE_CANDIDATE, 0);
        attribute(out, PRIORITY, Integer.BYTES).putInt(HOST_PRIORITY);
        // RFC 8489 §14.5: the length counts up to and with this attribute while it is computed.
        setLength(out, 4 + MAC_BYTES);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(key);
        mac.update(out.array(), 0, out.position());
        attribute(out, MESSAGE_INTEGRITY, MAC_BYTES).put(mac.doFinal());
        setLength(out, 8);
        CRC32 crc = new CRC32();
        crc.update(out.array(), 0, out.position());
        attribute(out, FINGERPRINT, Integer.BYTES).putInt((int) crc.getValue() ^ FINGERPRINT_XOR);
        return out.flip();
    }

    private static ByteBuffer attribute(ByteBuffer out, int type, int length) {
        return out.putShort((short) type).putShort((short) length);
    }

    private static void setLength(ByteBuffer out, int more) {
        out.putShort(2, (short) (out.position() - HEADER + more));
    }
}

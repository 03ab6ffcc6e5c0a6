package org.yuanjian.relay.webrtc;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes one STUN message, attribute by attribute (RFC 8489 §5).
final class StunBuilder {
    private static final int MAX_BYTES = 1024;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;

    private final ByteBuffer out = ByteBuffer.allocate(MAX_BYTES);

    StunBuilder(int type, byte[] transactionId) {
        out.putShort((short) type).putShort((short) 0).putInt(StunMessage.MAGIC_COOKIE);
        out.put(transactionId);
    }

    /// The answer to a connectivity check: where it came from, signed with our password.
    static byte[] success(StunMessage request, InetSocketAddress from, String password) {
        return new StunBuilder(StunMessage.BINDING_SUCCESS, request.transactionId())
                .xorMappedAddress(from)
                .finish(password);
    }

    StunBuilder attribute(int type, byte[] value) {
        out.putShort((short) type).putShort((short) value.length).put(value);
        out.position(out.position() + (-value.length & 3));
        return this;
    }

    // RFC 8489 §14.2
    private StunBuilder xorMappedAddress(InetSocketAddress address) {
        byte[] ip = address.getAddress().getAddress();
        for (int i = 0; i < ip.length; i++) {
            ip[i] ^= out.get(4 + i); // cookie, then transaction id
        }
        ByteBuffer value = ByteBuffer.allocate(4 + ip.length);
        value.put((byte) 0);
        value.put((byte) (address.getAddress() instanceof Inet4Address ? IPV4 : IPV6));
        value.putShort((short) (address.getPort() ^ StunMessage.MAGIC_COOKIE >>> 16)).put(ip);
        return attribute(StunMessage.XOR_MAPPED_ADDRESS, value.array());
    }

    /// Adds MESSAGE-INTEGRITY and FINGERPRINT and returns the message.
    byte[] finish(String password) {
        byte[] integrity = integrity(out.array(), out.position(), password);
        attribute(StunMessage.MESSAGE_INTEGRITY, integrity);
        int at = out.position();
        // RFC 8489 §14.7: the length counts the fingerprint itself.
        out.putShort(2, (short) (at + 8 - StunMessage.HEADER_BYTES));
        int fingerprint = StunMessage.fingerprint(out.array(), at);
        attribute(StunMessage.FINGERPRINT, ByteBuffer.allocate(4).putInt(fingerprint).array());
        return Arrays.copyOf(out.array(), out.position());
    }

    /// RFC 8489 §14.5: HMAC-SHA1 over what stands before the attribute, with a length that ends
    /// behind it.
    static byte[] integrity(byte[] message, int at, String password) {
        byte[] signed = Arrays.copyOf(message, at);
        int length = at + 4 + StunMessage.INTEGRITY_BYTES - StunMessage.HEADER_BYTES;
        ByteBuffer.wrap(signed).putShort(2, (short) length);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
